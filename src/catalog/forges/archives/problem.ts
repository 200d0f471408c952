import type { ArchiveProblem } from '../forge.ts'
import { problems } from './messages.ts'

export function problemAt(line: number | undefined, what: keyof typeof problems): ArchiveProblem {
  return { record: 'problem', text: problems[what], ...(line !== undefined && { line }) }
}
