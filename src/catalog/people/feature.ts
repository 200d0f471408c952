import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { peoplePage, personPage } from './pages.ts'

export const people: Feature = {
  endpoints: Object.values(api),
  pages: [peoplePage, personPage],
}
