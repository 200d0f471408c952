import { parseSyml } from '@yarnpkg/parsers'
import { recordIn } from '../../../lib/json/untrusted.ts'
import type { Text } from '../../../lib/text/text.ts'
import type { Sbom } from '../sbom.ts'
import type { SbomFormat, SbomReading, SbomWriting } from '../sbom-format.ts'
import { readSpdx2 } from '../spdx-2/read-spdx-2.ts'
import { documentShape } from '../spdx-2/shapes.ts'
import { findVersion, knownVersion, latest, spdx2Versions } from '../spdx-2/version.ts'
import { writeSpdx2 } from '../spdx-2/write-spdx-2.ts'
import { convertWords } from './convert-words.ts'
import * as messages from './messages.ts'
import { Outline } from './outline.ts'
import { writeEscaped } from './write-escaped.ts'

export const spdx2Yaml: SbomFormat = {
  name: 'spdx-2-yaml',
  versions: spdx2Versions,
  recognizes,
  read,
  write,
}

/** As long as the longest document that may be sent becomes in YAML. */
const longestInMebibytes = 160
/** Beyond, a text is looked through before anything is built of it: real ones take five characters and more for each word. */
const longestTrusted = 3 * 1024 * 1024
const charactersPerWord = 4
const freeWords = 500_000
/** Finding lines is going through it once more. */
const longestWithLines = 1024 * 1024

const version = /^["']?spdxVersion["']?[ \t]*:[ \t]*["']?SPDX-(2\.\d{1,3})["']?[ \t\r]*(?:#.*)?$/m
const ownId = /^["']?SPDXID["']?[ \t]*:[ \t]*["']?SPDXRef-DOCUMENT["']?[ \t\r]*(?:#.*)?$/m

function recognizes(beginning: string): string | undefined {
  if (/^\uFEFF?\s*[{<]/.test(beginning) || /^[ \t]*SPDXVersion[ \t]*:/m.test(beginning)) return undefined
  return version.exec(beginning)?.[1] ?? (ownId.test(beginning) ? latest : undefined)
}

function read(text: string): SbomReading {
  if (text.length > longestInMebibytes * 1024 * 1024) return refusal(messages.tooLong(longestInMebibytes), 1)
  const isLong = text.length > longestTrusted
  const early = isLong ? findTrouble(text) : undefined
  if (early) return refusal(early.problem, early.line)
  const parsed = parse(text)
  if ('problem' in parsed) return refusal(parsed.problem, parsed.line)
  const trouble = isLong ? undefined : findTrouble(text)
  if (trouble) return refusal(trouble.problem, trouble.line)
  const { document } = parsed
  convertWords(document, documentShape({ version: knownVersion(findVersion(document['spdxVersion'])), isJson: true }))
  return withLines(text, readSpdx2(document, true))
}

function findTrouble(text: string) {
  return new Outline().read(text, freeWords + text.length / charactersPerWord).trouble
}

function refusal(problem: Text, line: number): SbomReading {
  return { version: latest, problems: [{ text: problem, line }] }
}

/** The blank line in front keeps the parser from taking anything for a lockfile of Yarn 1. */
function parse(text: string): { document: Record<string, unknown> } | { problem: Text; line: number } {
  try {
    return { document: recordIn(parseSyml(`\n${text.startsWith('\uFEFF') ? text.slice(1) : text}`)) }
  } catch (error) {
    const { reason, mark } = recordIn(error)
    const { line } = recordIn(mark)
    const why = typeof reason === 'string' ? reason : 'it is no mapping'
    return { problem: messages.notYaml(why), line: typeof line === 'number' && line > 0 ? line : 1 }
  }
}

function withLines(text: string, reading: SbomReading): SbomReading {
  if (reading.problems.length === 0 || text.length > longestWithLines) return reading
  const wanted = new Set(reading.problems.flatMap(({ path = '' }) => prefixesOf(path)))
  const { lines } = new Outline(wanted).read(text)
  const problems = reading.problems.map(problem => {
    const known = prefixesOf(problem.path ?? '').findLast(prefix => lines.has(prefix))
    return { ...problem, line: known === undefined ? 1 : (lines.get(known) ?? 1) }
  })
  return { ...reading, problems }
}

/** `/a`, `/a/b`, `/a/b/c`. */
function prefixesOf(pointer: string): string[] {
  const steps = pointer.split('/').slice(1)
  return steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}`)
}

function write(sbom: Sbom, target: string): SbomWriting {
  return writeSpdx2(sbom, target, { write: writeEscaped, read: (_, written) => written })
}
