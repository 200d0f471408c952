import { isAgentOrTool } from './agent.ts'
import { digitsOf, isDigest } from './checksum.ts'
import { isTime } from './formats.ts'
import * as messages from './messages.ts'
import { below, type ProblemList } from './problem-list.ts'

export function checkAgent(value: unknown, name: string, path: string, problems: ProblemList) {
  if (typeof value === 'string' && !isAgentOrTool(value)) problems.add(below(path, name), messages.notAgent(name, true))
}

export function checkTime(value: unknown, name: string, path: string, problems: ProblemList) {
  if (typeof value === 'string' && !isTime(value)) problems.add(below(path, name), messages.notTime(name))
}

export function checkChecksum(
  { algorithm, checksumValue }: Record<string, unknown>,
  path: string,
  problems: ProblemList,
) {
  if (typeof algorithm !== 'string' || typeof checksumValue !== 'string') return
  if (!isDigest(algorithm, checksumValue))
    problems.add(below(path, 'checksumValue'), messages.notDigest(algorithm, digitsOf(algorithm)))
}
