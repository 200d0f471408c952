import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { addForm, confirmForm, confirmPage, endForm, proofForm, stateForm } from './pages.ts'

export const identities: Feature = {
  endpoints: Object.values(api),
  pages: [confirmPage],
  forms: [confirmForm, stateForm, proofForm, addForm, endForm],
}
