import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { callPage, editCallForm, editCallPage, moveCallForm } from './call-page.ts'
import { callsPage, createCallForm } from './calls-page.ts'
import {
  assignReviewsCommand,
  listCallsCommand,
  openCallCommand,
  rankCallCommand,
  saveCallCommand,
  showCallCommand,
} from './cli.ts'
import { askQuestionForm, demandPage, voteForm } from './demand-page.ts'
import { callJob } from './jobs.ts'
import { addDateForm, poolPage } from './pool-page.ts'
import { answerForForm, eraseSpeakerForm, proposalPage, renewLinkForm, speakerDeedForm } from './proposal-page.ts'
import { proposeForm, proposePage, publicCallPage, publicCallsPage, speakerForm, speakerPage } from './public-page.ts'
import { announceForm, decideForm, rankingPage } from './ranking-page.ts'
import { conflictForm, profileSaveForm, reviewForm, reviewPage, reviewsPage } from './reviews-page.ts'

export const proposals: Feature = {
  endpoints: Object.values(api),
  commands: [
    listCallsCommand,
    showCallCommand,
    saveCallCommand,
    openCallCommand,
    assignReviewsCommand,
    rankCallCommand,
  ],
  pages: [
    callsPage,
    callPage,
    editCallPage,
    demandPage,
    reviewsPage,
    rankingPage,
    poolPage,
    proposalPage,
    reviewPage,
    publicCallsPage,
    publicCallPage,
    proposePage,
    speakerPage,
  ],
  forms: [
    createCallForm,
    editCallForm,
    moveCallForm,
    askQuestionForm,
    voteForm,
    profileSaveForm,
    reviewForm,
    conflictForm,
    decideForm,
    announceForm,
    addDateForm,
    renewLinkForm,
    answerForForm,
    eraseSpeakerForm,
    // Last of those below /proposals: it takes whatever deed is left.
    speakerDeedForm,
    proposeForm,
    speakerForm,
  ],
  jobs: [callJob],
}
