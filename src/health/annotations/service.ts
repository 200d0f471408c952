import { randomUUID } from 'node:crypto'
import { record } from '../../access/ledger/service.ts'
import { getProject } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import type { Annotation, AnnotationChange, AnnotationSearch, NewAnnotation } from './model.ts'
import * as store from './store.ts'

export function getAnnotations(ctx: Pick<Context, 'db'>, search: AnnotationSearch): Promise<Annotation[]> {
  return store.findAnnotations(ctx.db, search)
}

export async function getAnnotation(ctx: Pick<Context, 'db'>, id: string): Promise<Annotation> {
  const annotation = await store.findAnnotation(ctx.db, id)
  if (annotation) return annotation
  throw new Failure('not-found', { en: `There is no note ${id}`, zh: `没有注记 ${id}` })
}

export async function addAnnotation(ctx: Context, wish: NewAnnotation): Promise<Annotation> {
  if (wish.project !== null) await getProject(ctx, wish.project)
  const made = { id: randomUUID(), createdAt: ctx.now().toISOString(), createdBy: ctx.actor.id }
  return inTransaction(ctx, async ctx => {
    const annotation = { ...wish, ...made }
    await store.saveAnnotation(ctx.db, annotation)
    await record(ctx, { verb: 'annotation.added', subject: subjectOf(annotation), after: annotation })
    return annotation
  })
}

export async function changeAnnotation(ctx: Context, id: string, change: AnnotationChange): Promise<Annotation> {
  return inTransaction(ctx, async ctx => {
    const before = await getAnnotation(ctx, id)
    const { day = before.day, title = before.title, body = before.body } = change
    const after = { ...before, day, title, body }
    await store.saveAnnotation(ctx.db, after)
    await record(ctx, { verb: 'annotation.changed', subject: subjectOf(after), before, after })
    return after
  })
}

export async function removeAnnotation(ctx: Context, id: string): Promise<Annotation> {
  return inTransaction(ctx, async ctx => {
    const before = await getAnnotation(ctx, id)
    await store.deleteAnnotation(ctx.db, id)
    await record(ctx, { verb: 'annotation.removed', subject: subjectOf(before), before })
    return before
  })
}

function subjectOf({ id }: Pick<Annotation, 'id'>) {
  return { kind: 'annotation', id }
}
