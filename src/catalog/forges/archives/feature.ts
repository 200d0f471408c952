import type { Feature } from '../../../platform/feature.ts'
import * as api from './api.ts'
import { importArchiveCommand } from './cli.ts'
import { archivesPage, importArchiveForm } from './pages.ts'

export const forgeArchives: Feature = {
  endpoints: Object.values(api),
  commands: [importArchiveCommand],
  pages: [archivesPage],
  forms: [importArchiveForm],
}
