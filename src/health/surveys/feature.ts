import type { Feature } from '../../platform/feature.ts'
import * as answering from './answer-page.ts'
import * as api from './api.ts'
import * as cli from './cli.ts'
import { surveysJob } from './jobs.ts'
import * as observing from './observations-page.ts'
import { saveFormForm, surveyFormPage, surveyFormsPage } from './survey-forms-page.ts'
import { metricsPage } from './survey-metrics-page.ts'
import * as running from './surveys-page.ts'

export const surveys: Feature = {
  endpoints: Object.values(api),
  commands: Object.values(cli),
  pages: [
    running.surveysPage,
    running.newSurveyPage,
    surveyFormsPage,
    surveyFormPage,
    metricsPage,
    running.surveyPage,
    answering.takePage,
    answering.publicSurveyPage,
    observing.observationsPage,
    observing.observationPage,
  ],
  forms: [
    saveFormForm,
    running.startSurveyForm,
    running.closeSurveyForm,
    running.makeBallotsForm,
    answering.answerForm,
    observing.observeForm,
    observing.correctForm,
    observing.coverageForm,
  ],
  jobs: [surveysJob],
}
