import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { inboxCommand } from './cli.ts'
import { inboxPage, openForm, readAllForm, readForm } from './pages.ts'

export const inbox: Feature = {
  endpoints: Object.values(api),
  commands: [inboxCommand],
  pages: [inboxPage],
  forms: [openForm, readForm, readAllForm],
}
