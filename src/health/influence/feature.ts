import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import * as commands from './cli.ts'
import { influencePage } from './pages.ts'
import { healthTables } from './tables/api.ts'
import { linkForms, unlinkForm, upstreamPage } from './upstream/pages.ts'

export const influence: Feature = {
  endpoints: Object.values(api),
  mounts: [healthTables],
  commands: Object.values(commands),
  pages: [influencePage, upstreamPage],
  forms: [linkForms, unlinkForm],
}
