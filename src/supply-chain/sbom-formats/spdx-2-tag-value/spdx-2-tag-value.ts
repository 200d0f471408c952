import type { Text } from '../../../lib/text/text.ts'
import type { Sbom } from '../sbom.ts'
import type { SbomFormat, SbomProblem, SbomReading, SbomWriting } from '../sbom-format.ts'
import { mostProblems } from '../spdx-2/problem-list.ts'
import { readSpdx2 } from '../spdx-2/read-spdx-2.ts'
import { spdx2Versions } from '../spdx-2/version.ts'
import { writeSpdx2 } from '../spdx-2/write-spdx-2.ts'
import * as messages from './messages.ts'
import { readTagValue } from './read-tag-value.ts'
import { writeTagValue } from './write-tag-value.ts'

export const spdx2TagValue: SbomFormat = {
  name: 'spdx-2-tag-value',
  versions: spdx2Versions,
  recognizes,
  read,
  write,
}

function recognizes(beginning: string): string | undefined {
  if (/^\uFEFF?\s*[{<]/.test(beginning)) return undefined
  return /^\uFEFF?[ \t]*SPDXVersion[ \t]*:[ \t]*SPDX-(2\.\d{1,3})[ \t\r]*$/m.exec(beginning)?.[1]
}

function read(text: string): SbomReading {
  const { document, problems: broken } = readTagValue(text)
  const reading = readSpdx2(document, false)
  const problems = [...broken, ...withLines(text, reading.problems)]
  problems.sort((one, other) => (one.line ?? 1) - (other.line ?? 1))
  return { ...reading, problems: problems.slice(0, mostProblems) }
}

/** Lines are noted only where there is a problem to tell of: then the text is read once more. */
function withLines(text: string, problems: SbomProblem[]): SbomProblem[] {
  if (problems.length === 0) return []
  const wanted = new Set(problems.map(({ path = '' }) => path.split('/').slice(0, 3).join('/')))
  const { document, lines } = readTagValue(text, wanted)
  return problems.map(({ text: sentence, path = '' }) => ({ text: sentence, line: lines.find(document, path) }))
}

function write(sbom: Sbom, version: string): SbomWriting {
  return writeSpdx2(sbom, version, { write: writeTagValue, read: text => readTagValue(text).document, reasons })
}

/** Not at all, or not where a name has a comma in it or is missing. */
const untaggable = ['spdx2.license.crossRefs', 'spdx2.component.artifactOfs', 'spdx2.component.packageVerificationCode']

/** What a text may hold, and tag-value cannot. */
function* reasons({ components, ...document }: Sbom): Generator<[what: string, Text]> {
  for (const what of untaggable) yield [what, messages.noTagFor]
  const isMarked = (value: unknown) => typeof value === 'string' && value.includes('</text>')
  for (const [name, value] of Object.entries(document)) if (isMarked(value)) yield [name, messages.closingMark]
  for (const component of components)
    for (const [name, value] of Object.entries(component))
      if (isMarked(value)) yield [`component.${name}`, messages.closingMark]
}
