import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { doctorCommand } from './cli.ts'

export const doctor: Feature = {
  endpoints: Object.values(api),
  commands: [doctorCommand],
}
