import { Document, visit } from 'yaml'
import { writeYaml } from '../../../lib/yaml/write-yaml.ts'

/** What YAML allows in a stream only as an escape within double quotes. */
const unprintable = /[[\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}]--[\t\n\r\u{85}]]/v
const allUnprintable = new RegExp(unprintable.source, 'gv')
/** In a block of text the spaces of such a line are taken for its indentation. */
const blankLine = /(?:^|\n)[ \t]+(?:\n|$)/

/** As `writeYaml`, for texts with whatever characters. */
export function writeEscaped(value: object): string {
  if (!holdsAwkward(value)) return writeYaml(value)
  const document = new Document(value, { aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_, node) {
      if (isAwkward(node.value)) node.type = 'QUOTE_DOUBLE'
    },
  })
  return document
    .toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
    .replaceAll(allUnprintable, found => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function holdsAwkward(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isAwkward(value)
  return Object.values(value).some(holdsAwkward)
}

function isAwkward(value: unknown): boolean {
  return typeof value === 'string' && (unprintable.test(value) || blankLine.test(value))
}
