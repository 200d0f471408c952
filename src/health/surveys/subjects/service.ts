import { Failure } from '../../../platform/failure.ts'
import { office, type Subject, type SubjectWords } from '../model.ts'

/** The one that is named; the office where none is. */
export function subjectOf(words: SubjectWords): Subject {
  const [subject = office, ...others] = (['project', 'organization', 'event'] as const).flatMap(kind => {
    const id = words[kind]?.trim()
    return id ? [{ kind, id }] : []
  })
  if (others.length > 0) throw several
  return subject
}

const several = new Failure('invalid-input', {
  en: 'Surveys and observations are about one thing: name a project, an organization or an event, only one of them, or none for the office as a whole',
  zh: '调查和观测只针对一个对象：项目、组织或活动只能填写其中之一；均不填则为整个办公室',
})
