import type { Text } from '../../../lib/text/text.ts'
import { logLosses } from '../compare-sboms.ts'
import { LossLog } from '../loss-log.ts'
import type { Sbom } from '../sbom.ts'
import type { SbomWriting } from '../sbom-format.ts'
import { readDocument } from './read-document.ts'
import { reasonsOf } from './reasons.ts'
import { knownVersion } from './version.ts'
import { writeDocument } from './write-document.ts'

type Document = Record<string, unknown>

/** One of the four ways of writing a document down. */
interface Syntax {
  write(document: Document): string
  /** The document that is read in what was written. */
  read(text: string, written: Document): Document
  /** Why the syntax says something else. */
  reasons?(sbom: Sbom): Iterable<[what: string, Text]>
}

/** What was lost is found by reading what was written. */
export function writeSpdx2(sbom: Sbom, asked: string, syntax: Syntax): SbomWriting {
  const version = knownVersion(asked)
  const { document, rename } = writeDocument(sbom, version)
  const text = syntax.write(document)
  const reasons = reasonsOf(sbom, version)
  for (const [what, reason] of syntax.reasons?.(sbom) ?? []) reasons.set(what, reason)
  const log = new LossLog(`SPDX ${version}`, reasons)
  logLosses(sbom, readDocument(syntax.read(text, document)), log, { family: 'spdx2', rename })
  return { text, losses: log.losses }
}
