import { type Subject, subjectRecord } from '../../subjects/model.ts'

/** Under what an agreement about a subject is registered: itself, its owner, or the forge's page of the owner. */
export function findClaKeys(subject: Subject): string[] {
  const { type, namespace } = subjectRecord(subject)
  const owner = namespace ? [namespace, `${type}/${namespace}`, `https://${type}/${namespace}`] : []
  return [subject.key, ...owner].map(key => key.toLowerCase())
}
