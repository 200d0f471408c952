import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { mailJob } from './jobs.ts'
import { mailsPage, retryMailForm, testMailForm } from './pages.ts'
import { preferencesForm, preferencesPage } from './preferences-page.ts'

export const mail: Feature = {
  endpoints: Object.values(api),
  pages: [mailsPage, preferencesPage],
  forms: [retryMailForm, testMailForm, preferencesForm],
  jobs: [mailJob],
}
