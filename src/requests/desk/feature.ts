import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { amendForm, amendPage, askForm, askFormPage, askPage } from './ask-page.ts'
import {
  listRequestsCommand,
  replayCommand,
  requestCommand,
  reviewCommand,
  showRequestCommand,
  withdrawCommand,
} from './cli.ts'
import * as forms from './forms-page.ts'
import { deskJob } from './jobs.ts'
import { requestsPage } from './request-list-page.ts'
import { requestPage } from './request-page.ts'

export const desk: Feature = {
  endpoints: Object.values(api),
  pages: [requestsPage, askPage, askFormPage, amendPage, requestPage],
  forms: [askForm, amendForm, ...Object.values(forms)],
  commands: [requestCommand, listRequestsCommand, showRequestCommand, withdrawCommand, replayCommand, reviewCommand],
  jobs: [deskJob],
}
