import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import * as cases from './case-page.ts'
import { conductJob } from './jobs.ts'
import { adoptCodeForm, conductPage } from './pages.ts'
import { followForm, followPage, publicConductPage, reportPage, sendReportForm } from './public-page.ts'

export const conduct: Feature = {
  endpoints: Object.values(api),
  pages: [conductPage, cases.casePage, publicConductPage, reportPage, followPage],
  forms: [
    adoptCodeForm,
    cases.writeForm,
    cases.stepBackForm,
    cases.takeBackForm,
    cases.eraseCaseForm,
    cases.decideForm,
    cases.confirmForm,
    sendReportForm,
    followForm,
  ],
  jobs: [conductJob],
}
