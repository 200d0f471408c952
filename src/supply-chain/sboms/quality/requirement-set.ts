import type { Text } from '../../../lib/text/text.ts'
import type { ComponentCheckName } from './component-checks.ts'
import type { DocumentCheckName } from './document-checks.ts'
import type { Level, Remedy, Requirement } from './requirement.ts'

interface Asked<Check> {
  id: string
  section: string
  level: Level
  check: Check
  title: Text
  text: Text
  from: readonly Remedy[]
}

/** Asked of the document as a whole. */
export function ofDocument(asked: Asked<DocumentCheckName>): Requirement {
  return { subject: 'document', ...asked }
}

/** Asked of each component. */
export function ofComponents(asked: Asked<ComponentCheckName>): Requirement {
  return { subject: 'component', ...asked }
}
