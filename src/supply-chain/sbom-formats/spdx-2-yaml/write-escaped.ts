import { Document, visit } from 'yaml'
import { writeYaml } from '../../../lib/yaml/write-yaml.ts'

/** What YAML allows in a stream only as an escape within double quotes. */
const unprintable = /[[\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}]--[\t\n\r\u{85}]]/v
const allUnprintable = new RegExp(unprintable.source, 'gv')

/** As `writeYaml`, for texts with whatever characters. */
export function writeEscaped(value: object): string {
  const text = writeYaml(value)
  if (!unprintable.test(text)) return text
  const document = new Document(value, { aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && unprintable.test(node.value)) node.type = 'QUOTE_DOUBLE'
    },
  })
  return document
    .toString({ lineWidth: 0 })
    .replaceAll(allUnprintable, found => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
