import { getProject } from '../../../catalog/projects/service.ts'
import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { getOrganization } from '../../affiliations/organizations/service.ts'
import { office, type Subject, type SubjectWords } from '../model.ts'
import * as store from '../store.ts'

/** What is to be written of: it is there, and an organization has one name. Of events the office has no list. */
export async function requireSubject(ctx: Context, words: SubjectWords): Promise<Subject> {
  const subject = subjectOf(words)
  if (subject.kind === 'project') await getProject(ctx, subject.id)
  if (subject.kind !== 'organization') return subject
  return { ...subject, id: (await getOrganization(ctx, subject.id)).name }
}

/** What is to be read of: something is told of it, or it is there. */
export async function findSubject(ctx: Context, words: SubjectWords): Promise<Subject> {
  const subject = subjectOf(words)
  if (subject.kind === 'office' || (await isTold(ctx, subject))) return subject
  if (subject.kind === 'event') throw noEvent(subject.id)
  return requireSubject(ctx, words)
}

async function isTold({ db }: Context, subject: Subject): Promise<boolean> {
  if ((await store.findCampaigns(db, subject)).length > 0) return true
  return (await store.findRevisions(db, { subject })).length > 0
}

/** The one that is named; the office where none is. */
function subjectOf(words: SubjectWords): Subject {
  const [subject = office, ...others] = (['project', 'organization', 'event'] as const).flatMap(kind => {
    const id = words[kind]?.trim()
    return id ? [{ kind, id }] : []
  })
  if (others.length > 0) throw several
  return subject
}

function noEvent(id: string) {
  return new Failure('not-found', {
    en: `No survey and no observation is about an event ${id}`,
    zh: `没有关于活动 ${id} 的调查或观测`,
  })
}

const several = new Failure('invalid-input', {
  en: 'Surveys and observations are about one thing: name a project, an organization or an event, only one of them, or none for the office as a whole',
  zh: '调查和观测只针对一个对象：项目、组织或活动只能填写其中之一；均不填则为整个办公室',
})
