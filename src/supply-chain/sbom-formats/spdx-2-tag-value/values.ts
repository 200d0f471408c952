import { isRecord, textsIn } from '../../../lib/json/untrusted.ts'

/** Between the text behind a tag and the value of the JSON shape. Undefined for what is none. */
export interface Codec {
  read(text: string): unknown
  write(value: unknown): string | undefined
}

export const plain: Codec = { read: text => text, write: value => (typeof value === 'string' ? value : undefined) }

export const flag: Codec = {
  read: text => (/^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined),
  write: value => (typeof value === 'boolean' ? String(value) : undefined),
}

/** `OPERATING-SYSTEM` here is `OPERATING_SYSTEM` there. */
export const purpose: Codec = {
  read: text => text.replaceAll('-', '_'),
  write: value => (typeof value === 'string' ? value.replaceAll('_', '-') : undefined),
}

/** `SHA1: d6a770ba…` */
export const checksum: Codec = {
  read(text) {
    const colon = text.indexOf(':')
    if (colon < 1) return undefined
    return { algorithm: text.slice(0, colon).trim(), checksumValue: text.slice(colon + 1).trim() }
  },
  write(value) {
    return isRecord(value) ? `${value['algorithm']}: ${value['checksumValue']}` : undefined
  },
}

/** `d6a770ba… (excludes: ./package.spdx)` */
export const verificationCode: Codec = {
  read(text) {
    const open = text.indexOf('(')
    const code = { packageVerificationCodeValue: (open < 0 ? text : text.slice(0, open)).trim() }
    if (open < 0) return code
    if (!text.endsWith(')')) return undefined
    const inside = text.slice(open + 1, -1).trim()
    const names = inside.startsWith('excludes:') ? inside.slice('excludes:'.length) : inside
    const files = names.split(',').flatMap(name => name.trim() || [])
    return files.length > 0 ? { packageVerificationCodeExcludedFiles: files, ...code } : code
  },
  write(value) {
    if (!isRecord(value)) return undefined
    const files = textsIn(value['packageVerificationCodeExcludedFiles'])
    const excludes = files.length > 0 ? ` (excludes: ${files.join(', ')})` : ''
    return `${value['packageVerificationCodeValue']}${excludes}`
  },
}

/** `DocumentRef-tool https://example.com/tool SHA1: d6a770ba…` */
export const externalDocument: Codec = {
  read(text) {
    const [externalDocumentId, spdxDocument, ...rest] = words(text)
    const sum = checksum.read(rest.join(' '))
    return externalDocumentId && spdxDocument && sum ? { externalDocumentId, spdxDocument, checksum: sum } : undefined
  },
  write(value) {
    if (!isRecord(value)) return undefined
    return `${value['externalDocumentId']} ${value['spdxDocument']} ${checksum.write(value['checksum'])}`
  },
}

/** `SPDXRef-a CONTAINS SPDXRef-b` */
export const relationship: Codec = {
  read(text) {
    const [spdxElementId, relationshipType, relatedSpdxElement, ...rest] = words(text)
    if (!relatedSpdxElement || rest.length > 0) return undefined
    return { spdxElementId, relationshipType, relatedSpdxElement }
  },
  write(value) {
    if (!isRecord(value)) return undefined
    return `${value['spdxElementId']} ${value['relationshipType']} ${value['relatedSpdxElement']}`
  },
}

/** `SECURITY cpe23Type cpe:2.3:…`; categories have a hyphen here, whatever the JSON schema of the version has. */
export const externalRef: Codec = {
  read(text) {
    const [category, referenceType, referenceLocator, ...rest] = words(text)
    if (!category || !referenceType || !referenceLocator || rest.length > 0) return undefined
    return { referenceCategory: category.replace('_', '-'), referenceType, referenceLocator }
  },
  write(value) {
    if (!isRecord(value)) return undefined
    const category = String(value['referenceCategory']).replace('_', '-')
    return `${category} ${value['referenceType']} ${value['referenceLocator']}`
  },
}

/** `310:420`, of bytes or of lines. */
export function readRange(text: string, unit: 'offset' | 'lineNumber'): unknown {
  const [, start, end] = /^(\d{1,15})\s*:\s*(\d{1,15})$/.exec(text) ?? []
  if (!start || !end) return undefined
  return { endPointer: { [unit]: Number(end) }, startPointer: { [unit]: Number(start) } }
}

/** Several addresses may stand behind one tag, with commas between. */
export function splitAddresses(text: string): string[] {
  return text.split(/,\s*(?=[A-Za-z][A-Za-z0-9+.-]{0,30}:)/).flatMap(address => address.trim() || [])
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(word => word !== '')
}
