import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { importIdentitiesCommand } from './cli.ts'
import { addForm, confirmForm, confirmPage, endForm, proofForm, stateForm } from './pages.ts'

export const identities: Feature = {
  endpoints: Object.values(api),
  commands: [importIdentitiesCommand],
  pages: [confirmPage],
  forms: [confirmForm, stateForm, proofForm, addForm, endForm],
}
