import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import * as commands from './cli.ts'

export const personIdentities: Feature = {
  endpoints: Object.values(api),
  commands: Object.values(commands),
}
