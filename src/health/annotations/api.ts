import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Annotation, AnnotationChange, AnnotationSearch, NewAnnotation } from './model.ts'
import * as service from './service.ts'

const path = '/api/annotations'

export const listAnnotations = endpoint({
  method: 'GET',
  path,
  summary: { en: 'Notes about days, as they stand beside curves', zh: '曲线旁的日期注记' },
  permission: 'office.read',
  input: AnnotationSearch,
  output: z.object({ annotations: z.array(Annotation) }),
  handle: async (ctx, search) => ({ annotations: await service.getAnnotations(ctx, search) }),
})

export const addAnnotation = endpoint({
  method: 'POST',
  path,
  summary: {
    en: 'Note what happened on a day, in a project or the whole office',
    zh: '为项目或整个办公室注记某日之事',
  },
  permission: 'office.change',
  input: NewAnnotation,
  output: Annotation,
  handle: service.addAnnotation,
})

export const changeAnnotation = endpoint({
  method: 'PUT',
  path: `${path}/{annotation}`,
  summary: { en: 'Change a note', zh: '修改注记' },
  permission: 'office.change',
  input: AnnotationChange.extend({ annotation: z.string() }),
  output: Annotation,
  handle: (ctx, { annotation, ...change }) => service.changeAnnotation(ctx, annotation, change),
})

export const removeAnnotation = endpoint({
  method: 'DELETE',
  path: `${path}/{annotation}`,
  summary: { en: 'Remove a note', zh: '删除注记' },
  permission: 'office.change',
  input: z.object({ annotation: z.string() }),
  output: Annotation,
  handle: (ctx, { annotation }) => service.removeAnnotation(ctx, annotation),
})
