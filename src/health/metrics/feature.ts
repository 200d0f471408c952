import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { healthCommand } from './cli.ts'
import { togetherJob } from './jobs.ts'
import { measuredMetricPage, measurementPage } from './measurement-page.ts'

export const healthMetrics: Feature = {
  endpoints: Object.values(api),
  commands: [healthCommand],
  jobs: [togetherJob],
  pages: [measurementPage, measuredMetricPage],
}
