import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { addMemberCommand, createGroupCommand, listGroupsCommand, removeMemberCommand } from './cli.ts'
import { addMemberForm, endMembershipForm, groupPage } from './group-page.ts'
import { changeGroupForm, createGroupForm, deleteGroupForm, groupsPage } from './groups-page.ts'

export const groups: Feature = {
  endpoints: Object.values(api),
  commands: [listGroupsCommand, createGroupCommand, addMemberCommand, removeMemberCommand],
  pages: [groupsPage, groupPage],
  forms: [createGroupForm, changeGroupForm, deleteGroupForm, addMemberForm, endMembershipForm],
}
