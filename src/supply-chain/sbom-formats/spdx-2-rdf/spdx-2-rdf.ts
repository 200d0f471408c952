import type { SbomFormat, SbomReading } from '../sbom-format.ts'
import { readSpdx2 } from '../spdx-2/read-spdx-2.ts'
import { latest, spdx2Versions } from '../spdx-2/version.ts'
import type { Graph } from './graph.ts'
import * as messages from './messages.ts'
import { readGraph } from './read-graph.ts'
import { toDocument } from './to-document.ts'

export const spdx2Rdf: SbomFormat = {
  name: 'spdx-2-rdf',
  versions: spdx2Versions,
  recognizes,
  read,
}

const vocabulary = /xmlns(?::[\w.-]+)?\s*=\s*["']http:\/\/spdx\.org\/rdf\/terms#["']/
const version = /specVersion(?:\s[^<>]*>|>|\s*=\s*["'])\s*SPDX-(2\.\d{1,3})/

/** The version may stand far behind what is said of packages. */
function recognizes(beginning: string): string | undefined {
  if (!/^\uFEFF?\s*</.test(beginning) || !vocabulary.test(beginning)) return undefined
  return version.exec(beginning)?.[1] ?? latest
}

function read(text: string): SbomReading {
  const graph = readGraph(text.startsWith('\uFEFF') ? text.slice(1) : text)
  if ('problem' in graph) return { version: latest, problems: [{ text: graph.problem, line: graph.line }] }
  const made = toDocument(graph, text.length)
  if (made === 'none') return { version: latest, problems: [{ text: messages.noDocument, line: 1 }] }
  if (made === 'unfolding') return { version: latest, problems: [{ text: messages.unfolding, line: 1 }] }
  const reading = readSpdx2(made.document, false)
  return reading.problems.length === 0 ? reading : withLines(reading, graph, text.length)
}

/** Lines are noted only where there is a problem to tell of: then the document is made once more. */
function withLines(reading: SbomReading, graph: Graph, length: number): SbomReading {
  const made = toDocument(graph, length, true)
  if (typeof made === 'string') return reading
  const { document, lines } = made
  const problems = reading.problems.map(({ text, path = '' }) => ({ text, line: lines.find(document, path) }))
  return { ...reading, problems }
}
