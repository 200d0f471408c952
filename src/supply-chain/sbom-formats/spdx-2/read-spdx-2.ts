import { isRecord } from '../../../lib/json/untrusted.ts'
import type { SbomProblem, SbomReading } from '../sbom-format.ts'
import { checkRules } from './check-rules.ts'
import { checkShape } from './check-shape.ts'
import * as messages from './messages.ts'
import { ProblemList } from './problem-list.ts'
import { readDocument } from './read-document.ts'
import { documentShape } from './shapes.ts'
import { findVersion, knownVersion, latest } from './version.ts'

/** Checks and reads the JSON shape of a document. Paths of problems are JSON pointers into it. */
export function readSpdx2(document: unknown, isJson: boolean): SbomReading {
  const version = isRecord(document) ? findVersion(document['spdxVersion']) : undefined
  if (!isRecord(document) || !version) return { version: latest, problems: [notSpdx2(document)] }
  return { version, sbom: readDocument(document), problems: findProblems(document, isJson) }
}

function notSpdx2(document: unknown): SbomProblem {
  const stated = isRecord(document) ? document['spdxVersion'] : undefined
  if (typeof stated !== 'string') return { text: messages.notSpdx2, path: '' }
  return { text: messages.notVersion(stated), path: '/spdxVersion' }
}

export function findProblems(document: Record<string, unknown>, isJson: boolean, most?: number): SbomProblem[] {
  const list = new ProblemList(most)
  const version = knownVersion(findVersion(document['spdxVersion']))
  checkShape(document, documentShape({ version, isJson }), '', list)
  checkRules(document, list)
  return list.problems
}
