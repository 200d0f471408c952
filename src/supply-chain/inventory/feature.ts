import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { componentsCommand } from './cli.ts'
import { importEndsCommand, listEndsCommand, removeEndCommand, setEndCommand } from './end-of-life/cli.ts'
import { componentHistoryCommand } from './history/cli.ts'
import { componentHistoryPage } from './history-page.ts'
import { listOwnersCommand, removeOwnerCommand, setOwnerCommand } from './owners/cli.ts'
import { listPackagesCommand, showPackageCommand } from './packages/cli.ts'
import { componentPage, componentsPage } from './pages.ts'
import { findComponentsCommand } from './search/cli.ts'
import { removeEndForm, setEndForm, setOwnerForm } from './stewardship-page.ts'

export const inventory: Feature = {
  endpoints: Object.values(api),
  commands: [
    componentsCommand,
    findComponentsCommand,
    componentHistoryCommand,
    listPackagesCommand,
    showPackageCommand,
    listOwnersCommand,
    setOwnerCommand,
    removeOwnerCommand,
    listEndsCommand,
    setEndCommand,
    importEndsCommand,
    removeEndCommand,
  ],
  pages: [componentsPage, componentPage, componentHistoryPage],
  forms: [setOwnerForm, setEndForm, removeEndForm],
}
