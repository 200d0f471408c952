import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { assignRoleForm, deleteRoleForm, saveRoleForm, withdrawRoleForm } from './change-roles-page.ts'
import { rolesPage } from './pages.ts'

export const roles: Feature = {
  endpoints: Object.values(api),
  pages: [rolesPage],
  forms: [saveRoleForm, deleteRoleForm, assignRoleForm, withdrawRoleForm],
}
