import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { mergeLinesCommand, scanCommand } from './cli.ts'
import { mergeLinesForm, scanFolderForm, scanProjectForm } from './pages.ts'
import { analysis, lineCount, summary } from './service.ts'

export const scans: Feature = {
  endpoints: Object.values(api),
  commands: [scanCommand, mergeLinesCommand],
  forms: [scanFolderForm, scanProjectForm, mergeLinesForm],
  jobs: [analysis, lineCount, summary],
}
