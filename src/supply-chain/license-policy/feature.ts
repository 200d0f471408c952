import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { checkCommand } from './cli.ts'
import { policyForm, policyPage } from './pages.ts'

export const licensePolicy: Feature = {
  endpoints: Object.values(api),
  commands: [checkCommand],
  pages: [policyPage],
  forms: [policyForm],
}
