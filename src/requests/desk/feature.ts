import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { deskJob } from './jobs.ts'

export const desk: Feature = {
  endpoints: Object.values(api),
  jobs: [deskJob],
}
