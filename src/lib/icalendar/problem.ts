import type { Text } from '../text/text.ts'
import { problemTexts } from './messages.ts'

export type ProblemCode = keyof typeof problemTexts

/** Something in a calendar that is not as it should be, and where. Lines count from 1. */
export interface Problem {
  line: number
  code: ProblemCode
  message: Text
}

/** Where problems are put down. Those beyond the limit are counted. */
export interface ProblemList {
  problems: Problem[]
  more: number
  atMost: number
}

const subjectAtMost = 60

export function report(list: ProblemList, line: number, code: ProblemCode, subject: string | number = ''): void {
  if (list.problems.length >= list.atMost) {
    list.more++
    return
  }
  const name = String(subject).slice(0, subjectAtMost).toWellFormed()
  list.problems.push({ line, code, message: problemTexts[code](name) })
}
