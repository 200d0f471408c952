import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import * as commands from './cli.ts'
import { peoplePage, personPage } from './pages.ts'

export const people: Feature = {
  endpoints: Object.values(api),
  commands: Object.values(commands),
  pages: [peoplePage, personPage],
}
