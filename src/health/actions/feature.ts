import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { changeActionCommand, listActionsCommand, openActionCommand, showActionCommand } from './cli.ts'
import { actionsJob } from './jobs.ts'
import { actionPage, actionsPage, changeActionForm, newActionPage, openActionForm } from './pages.ts'

export const healthActions: Feature = {
  endpoints: Object.values(api),
  commands: [listActionsCommand, openActionCommand, showActionCommand, changeActionCommand],
  pages: [actionsPage, newActionPage, actionPage],
  forms: [openActionForm, changeActionForm],
  jobs: [actionsJob],
}
