import { linesOf } from '../../../lib/json/lines-of.ts'
import { readJson } from '../../../lib/json/read-json.ts'
import { isRecord } from '../../../lib/json/untrusted.ts'
import type { SbomFormat, SbomProblem, SbomReading } from '../sbom-format.ts'
import { withTail } from '../with-tail.ts'
import { checkObjects } from './check-objects.ts'
import { checkRules } from './check-rules.ts'
import { buildGraph } from './graph.ts'
import { readSbom } from './read-sbom.ts'
import { writeSbom } from './write-sbom.ts'

const context = /"@context"\s*:\s*(?:\[\s*)?"https:\/\/spdx\.org\/rdf\/(3\.\d{1,3}\.\d{1,3})\/spdx-context\.jsonld"/
/** The context may stand behind all else. */
const unusual = /^\uFEFF?\s*\{\s*"@graph"[\s\S]*?"specVersion"\s*:\s*"(3\.\d{1,3}\.\d{1,3})"/
/** Elements lie within each other a few times at most. */
const deepest = 200
const version = '3.0.1'

/** SPDX 3 as JSON-LD in its one usual form, with the context of SPDX itself. */
export const spdx3Json: SbomFormat = {
  name: 'spdx-3-json',
  versions: [version],
  recognizes: beginning => context.exec(beginning)?.[1] ?? unusual.exec(beginning)?.[1],
  read,
  write: writeSbom,
}

function read(text: string): SbomReading {
  const found = readJson(text, { depth: deepest, spread: 8, lenient: true })
  if ('problem' in found) return { version, problems: [{ text: found.problem, line: found.line }] }
  const problems = checkObjects(found.value)
  if (!isRecord(found.value)) return { version, problems: [...problems.found] }
  const graph = buildGraph(found.value)
  checkRules(graph, problems)
  return withTail({ version, sbom: readSbom(graph), problems: withLines(problems.found, text) }, found.behind)
}

function withLines(problems: readonly SbomProblem[], text: string): SbomProblem[] {
  const lines = linesOf(
    text,
    problems.map(({ path = '' }) => path),
  )
  return problems.map((problem, index) => ({ ...problem, line: lines[index] ?? 1 }))
}
