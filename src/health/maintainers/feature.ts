import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { maintainersCommand } from './cli.ts'
import { maintainersPage } from './pages.ts'

export const maintainers: Feature = {
  endpoints: Object.values(api),
  commands: [maintainersCommand],
  pages: [maintainersPage],
}
