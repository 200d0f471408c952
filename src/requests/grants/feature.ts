import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { grantsCommand, revokeGrantCommand } from './cli.ts'
import { grantPage, grantsPage, revokeGrantForm } from './pages.ts'

export const grants: Feature = {
  endpoints: Object.values(api),
  commands: [grantsCommand, revokeGrantCommand],
  pages: [grantsPage, grantPage],
  forms: [revokeGrantForm],
}
