import { linesOf } from '../../../lib/json/lines-of.ts'
import { readJson } from '../../../lib/json/read-json.ts'
import type { Sbom } from '../sbom.ts'
import type { SbomFormat, SbomReading, SbomWriting } from '../sbom-format.ts'
import { readSpdx2 } from '../spdx-2/read-spdx-2.ts'
import { latest, spdx2Versions } from '../spdx-2/version.ts'
import { writeSpdx2 } from '../spdx-2/write-spdx-2.ts'
import { withTail } from '../with-tail.ts'

/** No document nests deeper than a pointer of a range of a snippet. */
const deepest = 100

export const spdx2Json: SbomFormat = {
  name: 'spdx-2-json',
  versions: spdx2Versions,
  recognizes,
  read,
  write,
}

const version = /"spdxVersion"\s*:\s*"SPDX-(2\.\d{1,3})"/
const ownId = /"SPDXID"\s*:\s*"SPDXRef-DOCUMENT"/

/** A writer that sorts its keys has the version behind all packages: then the document's own id tells. */
function recognizes(beginning: string): string | undefined {
  if (!/^\uFEFF?\s*\{/.test(beginning)) return undefined
  return version.exec(beginning)?.[1] ?? (ownId.test(beginning) ? latest : undefined)
}

function read(text: string): SbomReading {
  const json = readJson(text, { depth: deepest, spread: 8, lenient: true })
  if ('problem' in json)
    return { version: recognizes(text.slice(0, 65_536)) ?? latest, problems: [{ text: json.problem, line: json.line }] }
  const reading = readSpdx2(json.value, true)
  const lines = linesOf(
    text,
    reading.problems.map(({ path = '' }) => path),
  )
  for (const [index, problem] of reading.problems.entries()) problem.line = lines[index] ?? 1
  return withTail(reading, json.behind)
}

function write(sbom: Sbom, version: string): SbomWriting {
  return writeSpdx2(sbom, version, {
    write: document => `${JSON.stringify(document, null, 2)}\n`,
    read: (_, written) => written,
  })
}
