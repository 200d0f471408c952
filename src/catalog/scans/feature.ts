import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { scanCommand } from './cli.ts'
import { scanFolderForm, scanProjectForm } from './pages.ts'
import { analysis, lineCount, summary } from './service.ts'

export const scans: Feature = {
  endpoints: Object.values(api),
  commands: [scanCommand],
  forms: [scanFolderForm, scanProjectForm],
  jobs: [analysis, lineCount, summary],
}
