import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { createTokenCommand, listTokensCommand, revokeTokenCommand } from './cli.ts'

export const tokens: Feature = {
  endpoints: Object.values(api),
  commands: [createTokenCommand, listTokensCommand, revokeTokenCommand],
}
