import type { Feature } from '../../platform/feature.ts'
import { addCommitmentForm, agreementPage, endForm, offerForm, settleForm, signForm } from './agreement-page.ts'
import { addAgreementForm, agreementsPage, changeAgreementForm } from './agreements-page.ts'
import * as api from './api.ts'
import { answerCaseForm, askCaseForm, casePage, libraryForm, publishCaseForm, withdrawCaseForm } from './case-page.ts'
import { addCaseForm, casesPage, changeCaseForm } from './cases-page.ts'
import { dueCommand, listPartnersCommand } from './cli.ts'
import { guestAnswerForm, guestPage } from './guest-page.ts'
import { partnerJob } from './jobs.ts'
import { addContactForm, partnerPage, removeContactForm } from './partner-page.ts'
import { addPartnerForm, changePartnerForm, partnersPage } from './partners-page.ts'
import { activitiesPage, goalsPage, saveActivityForm, saveGoalForm } from './plans-page.ts'
import { publicCasePage, publicCasesPage } from './public-page.ts'

export const partners: Feature = {
  endpoints: Object.values(api),
  commands: [listPartnersCommand, dueCommand],
  pages: [
    partnersPage,
    partnerPage,
    goalsPage,
    activitiesPage,
    agreementsPage,
    agreementPage,
    casesPage,
    casePage,
    publicCasesPage,
    publicCasePage,
    guestPage,
  ],
  forms: [
    addPartnerForm,
    changePartnerForm,
    addContactForm,
    removeContactForm,
    saveGoalForm,
    saveActivityForm,
    addAgreementForm,
    changeAgreementForm,
    offerForm,
    signForm,
    endForm,
    addCommitmentForm,
    settleForm,
    addCaseForm,
    changeCaseForm,
    askCaseForm,
    answerCaseForm,
    publishCaseForm,
    withdrawCaseForm,
    libraryForm,
    guestAnswerForm,
  ],
  jobs: [partnerJob],
}
