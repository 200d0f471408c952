import { formatExpression } from '../../../lib/spdx/expression.ts'
import { licenseFromSpdxTag } from '../../../lib/spdx/license-tag.ts'
import { isOsiApproved } from '../../../lib/spdx/osi-approved.ts'

/** What a file's content tells. */
export interface Content {
  /** Undefined for what is no text. */
  lines: number | undefined
  license: string | undefined
  isOsi: boolean
}

/** As git tells text from other files: no zero byte in what comes first. */
const beginning = 8000

export function readContent(bytes: Buffer): Content {
  if (bytes.subarray(0, beginning).includes(0)) return { lines: undefined, license: undefined, isOsi: false }
  const expression = licenseFromSpdxTag(bytes.toString('latin1', 0, 16_384))
  return {
    lines: countLines(bytes),
    license: expression && formatExpression(expression),
    isOsi: expression !== undefined && isOsiApproved(expression),
  }
}

/** A last line counts without its line feed as well. */
export function countLines(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++
  return bytes.length > 0 && bytes.at(-1) !== 10 ? lines + 1 : lines
}
