import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { cohortCommand } from './cli.ts'

export const cohorts: Feature = {
  endpoints: Object.values(api),
  commands: [cohortCommand],
}
