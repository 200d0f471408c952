import type { Text } from '../text/text.ts'

/** Why a request is refused, in the words of RFC 7644, 3.12. */
export type ScimType =
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'mutability'
  | 'noTarget'
  | 'uniqueness'

const statuses: Partial<Record<ScimType, number>> = { uniqueness: 409 }

export class ScimError extends Error {
  readonly scimType: ScimType | undefined
  readonly status: number
  readonly text: Text

  /** A number is a status for which there is no such word. */
  constructor(reason: ScimType | number, text: Text) {
    super(text.en)
    this.scimType = typeof reason === 'number' ? undefined : reason
    this.status = typeof reason === 'number' ? reason : (statuses[reason] ?? 400)
    this.text = text
  }
}
