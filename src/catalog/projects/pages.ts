import type { Form } from '../../platform/web/page.ts'
import * as service from './service.ts'

export const removeProjectForm: Form = {
  path: '/projects/{project}/remove',
  permission: 'office.change',
  async submit(ctx, { params: { project = '' } }) {
    await service.removeProject(ctx, project)
    return { redirect: '/' }
  },
}
