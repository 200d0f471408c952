import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { createTokenCommand, listTokensCommand, revokeTokenCommand } from './cli.ts'
import { createTokenForm, revokeTokenForm, tokensPage } from './pages.ts'

export const tokens: Feature = {
  endpoints: Object.values(api),
  commands: [createTokenCommand, listTokensCommand, revokeTokenCommand],
  pages: [tokensPage],
  forms: [createTokenForm, revokeTokenForm],
}
