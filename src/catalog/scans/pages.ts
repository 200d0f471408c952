import { Failure } from '../../platform/failure.ts'
import type { Form } from '../../platform/web/page.ts'
import * as service from './service.ts'

export const scanFolderForm: Form = {
  path: '/scans',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const path = form.get('path')
    const { problems } = await service.scanPaths(ctx, [typeof path === 'string' ? path.trim() : ''])
    const [problem] = problems
    if (problem) throw new Failure('invalid-input', problem.problem)
    return { redirect: '/' }
  },
}

export const mergeLinesForm: Form = {
  path: '/projects/{project}/merge-lines',
  permission: 'office.change',
  async submit(ctx, { params: { project = '' }, form }) {
    await service.setMergeLines(ctx, project, form.get('isAsked') === 'true')
    return { redirect: `/projects/${project}` }
  },
}

export const scanProjectForm: Form = {
  path: '/projects/{project}/scan',
  permission: 'office.change',
  async submit(ctx, { params: { project = '' } }) {
    await service.scanProject(ctx, project)
    return { redirect: `/projects/${project}` }
  },
}
