import type { JsonProblem } from '../../lib/json/json-problem.ts'
import type { SbomReading } from './sbom-format.ts'

const most = 100

/** What stands behind a document, such as the foot of the page that it was copied from, is wrong, but hides nothing. */
export function withTail(reading: SbomReading, behind: JsonProblem | undefined): SbomReading {
  if (!behind) return reading
  const { problem, line } = behind
  return { ...reading, problems: [...reading.problems.slice(0, most - 1), { text: problem, line }] }
}
