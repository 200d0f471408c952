import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { jobsPage, retryForm } from './pages.ts'

export const jobs: Feature = {
  endpoints: Object.values(api),
  pages: [jobsPage],
  forms: [retryForm],
}
