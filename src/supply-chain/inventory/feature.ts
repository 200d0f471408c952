import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { componentsCommand } from './cli.ts'
import { componentPage, componentsPage } from './pages.ts'

export const inventory: Feature = {
  endpoints: Object.values(api),
  commands: [componentsCommand],
  pages: [componentsPage, componentPage],
}
