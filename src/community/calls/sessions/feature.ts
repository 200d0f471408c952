import type { Feature } from '../../../platform/feature.ts'
import * as forms from './forms-page.ts'
import { callsJob } from './jobs.ts'
import { publicCallPage, publicCallsPage } from './public-page.ts'
import { sessionPage } from './session-page.ts'

export const sessions: Feature = {
  pages: [sessionPage, publicCallsPage, publicCallPage],
  forms: Object.values(forms),
  jobs: [callsJob],
}
