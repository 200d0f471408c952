import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { importWorkingGroupsCommand, listWorkingGroupsCommand } from './cli.ts'
import * as group from './group-page.ts'
import * as groups from './groups-page.ts'
import * as imports from './import-page.ts'
import { workingGroupsJob } from './jobs.ts'
import { publicGroupPage, publicGroupsPage } from './public-page.ts'

export const workingGroups: Feature = {
  endpoints: Object.values(api),
  commands: [listWorkingGroupsCommand, importWorkingGroupsCommand],
  pages: [groups.groupsPage, imports.importGroupsPage, group.groupPage, publicGroupsPage, publicGroupPage],
  forms: [
    groups.createGroupForm,
    imports.importGroupsForm,
    imports.importNotesForm,
    group.changeGroupForm,
    group.adoptCharterForm,
    group.joinForm,
    group.leaveForm,
    group.setRungForm,
    group.appointForm,
    group.endTermForm,
    group.addDeliverableForm,
    group.setStateForm,
    group.openDecisionForm,
    group.voteForm,
  ],
  jobs: [workingGroupsJob],
}
