import type { Text } from '../lib/text/text.ts'

/** Every way an operation may fail that its caller can do something about. The code is the contract, the words are not. */
const statuses = {
  'invalid-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'upstream-failed': 502,
  unavailable: 503,
} as const

export type FailureCode = keyof typeof statuses

/** An expected failure: one sentence that says what, where and what to do, in every language. Anything else thrown is a bug. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly text: Text
  readonly detail: unknown

  constructor(code: FailureCode, text: Text, { detail, cause }: { detail?: unknown; cause?: unknown } = {}) {
    super(text.en, { cause })
    this.code = code
    this.text = text
    this.detail = detail
  }

  get status() {
    return statuses[this.code]
  }
}
