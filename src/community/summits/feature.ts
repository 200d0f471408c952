import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { listSummitsCommand } from './cli.ts'
import * as guest from './invitation-page.ts'
import { summitsJob } from './jobs.ts'
import * as summit from './summit-page.ts'
import * as summitsPages from './summits-page.ts'

export const summits: Feature = {
  endpoints: Object.values(api),
  commands: [listSummitsCommand],
  pages: [
    summitsPages.summitsPage,
    summit.summitPage,
    summit.nominationPage,
    summitsPages.publicSummitsPage,
    guest.invitationPage,
    guest.letterPage,
    summitsPages.publicSummitPage,
  ],
  forms: [
    summitsPages.createSummitForm,
    summitsPages.publicNominateForm,
    summit.changeSummitForm,
    summit.nominateForm,
    summit.voteForm,
    summit.withdrawForm,
    summit.inviteForm,
    summit.renewForm,
    summit.removeProblemForm,
    summit.answerSponsorForm,
    summit.formAllianceForm,
    guest.answerForm,
    guest.taskDoneForm,
    guest.addProblemForm,
    guest.saveProfileForm,
    guest.offerSponsorForm,
  ],
  jobs: [summitsJob],
}
