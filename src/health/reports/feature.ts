import type { Feature } from '../../platform/feature.ts'
import { getReport, getReportFile, reportFiles } from './api.ts'
import { metricCommand } from './cli.ts'
import { reportsJob } from './jobs.ts'
import { portfolioReportPage, reportPage } from './pages.ts'
import * as subscriptionsApi from './subscriptions/api.ts'
import { listReportsCommand, subscribeCommand, unsubscribeCommand } from './subscriptions/cli.ts'
import {
  stopReportForm,
  stopReportPage,
  subscribeForm,
  subscriptionsPage,
  unsubscribeForm,
} from './subscriptions/pages.ts'

export const reports: Feature = {
  endpoints: [getReport, getReportFile, ...Object.values(subscriptionsApi)],
  mounts: [reportFiles],
  commands: [metricCommand, listReportsCommand, subscribeCommand, unsubscribeCommand],
  pages: [portfolioReportPage, reportPage, subscriptionsPage, stopReportPage],
  forms: [subscribeForm, unsubscribeForm, stopReportForm],
  jobs: [reportsJob],
}
