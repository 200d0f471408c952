import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { componentsCommand } from './cli.ts'
import { componentHistoryPage } from './history-page.ts'
import { componentPage, componentsPage } from './pages.ts'
import { findComponentsCommand, setEndsCommand, setOwnerCommand } from './search/cli.ts'
import { setEndForm, setOwnerForm } from './stewardship-page.ts'

export const inventory: Feature = {
  endpoints: Object.values(api),
  commands: [componentsCommand, findComponentsCommand, setOwnerCommand, setEndsCommand],
  pages: [componentsPage, componentPage, componentHistoryPage],
  forms: [setOwnerForm, setEndForm],
}
