import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { numbersPage, registersPage } from './pages.ts'

export const registers: Feature = {
  endpoints: Object.values(api),
  pages: [numbersPage, registersPage],
}
