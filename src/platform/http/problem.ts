import type { Locale } from '../../lib/text/text.ts'
import { explainFailure } from '../db/explain-failure.ts'
import { Failure, type FailureCode } from '../failure.ts'

/** What an API answers when it can't: problem+json (RFC 9457), with our stable `code`. */
export interface Problem {
  type: string
  title: string
  status: number
  code?: FailureCode
  detail?: unknown
}

export function problemOf(thrown: unknown, locale: Locale): Problem {
  const error = explainFailure(thrown)
  if (!(error instanceof Failure)) return { type: 'about:blank', title: internalError[locale], status: 500 }
  const { code, status, text, detail } = error
  return { type: `/failures/${code}`, title: text[locale], status, code, ...(detail !== undefined && { detail }) }
}

const internalError = {
  en: 'Something went wrong inside ospo; its log says what. Nothing was changed.',
  zh: 'ospo 内部出错，详情见其日志；没有改动任何内容。',
}
