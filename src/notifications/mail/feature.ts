import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { oneClickMount } from './guests/api.ts'
import { mailJob } from './jobs.ts'
import { mailsPage, retryMailForm, testMailForm } from './pages.ts'
import { preferencesForm, preferencesPage } from './preferences-page.ts'
import { stopForm, stopPage } from './stop-page.ts'

export const mail: Feature = {
  endpoints: Object.values(api),
  mounts: [oneClickMount],
  pages: [mailsPage, preferencesPage, stopPage],
  forms: [retryMailForm, testMailForm, preferencesForm, stopForm],
  jobs: [mailJob],
}
