import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { curateCommand, licenseCommand, withdrawCommand } from './cli.ts'
import { curateForm, withdrawForm } from './pages.ts'

export const licenses: Feature = {
  endpoints: Object.values(api),
  commands: [licenseCommand, curateCommand, withdrawCommand],
  forms: [curateForm, withdrawForm],
}
