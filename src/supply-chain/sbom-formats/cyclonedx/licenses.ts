import { recordIn, recordsIn, textIn } from '../../../lib/json/untrusted.ts'
import {
  combine,
  type Expression,
  formatExpression,
  isReference,
  termsOf,
  unknownIds,
} from '../../../lib/spdx/expression.ts'
import { parseExpression } from '../../../lib/spdx/parse-expression.ts'
import { licenseReferenceOf } from '../license-reference.ts'
import type { BroughtLicense } from '../sbom.ts'
import type { LicenseBook } from './license-book.ts'
import { type CyclonedxVersion, isAtLeast, loadSchema } from './schema.ts'
import { withoutEmpty } from './without-empty.ts'

export interface StatedLicenses {
  declared?: string | undefined
  concluded?: string | undefined
}

/** Of one component: a longer list is kept as it stands, but says nothing that anybody could weigh. */
const mostLicenses = 1000

/**
 * A list of licenses: all of them hold at once. What is not acknowledged as concluded counts as declared. Names and
 * expressions that SPDX does not know are brought along under an id of their own.
 */
export function readLicenses(raw: unknown, book: LicenseBook): StatedLicenses {
  if (!Array.isArray(raw) || raw.length > mostLicenses) return {}
  const stated: Record<'declared' | 'concluded', string[]> = { declared: [], concluded: [] }
  for (const entry of recordsIn(raw)) {
    const license = recordIn(entry['license'])
    const text = entry['expression'] === undefined ? readLicense(license, book) : readDetailed(entry, book)
    const acknowledgement = entry['acknowledgement'] ?? license['acknowledgement']
    if (text !== undefined) stated[acknowledgement === 'concluded' ? 'concluded' : 'declared'].push(text)
  }
  return { declared: together(stated.declared), concluded: together(stated.concluded) }
}

function together(texts: readonly string[]): string | undefined {
  if (texts.length < 2) return texts[0]
  const combined = combine('and', texts.flatMap(expressionIn))
  return combined && formatExpression(combined)
}

function expressionIn(text: string): Expression[] {
  const parsed = parseExpression(text)
  return parsed.ok ? [parsed.expression] : []
}

function readDetailed(entry: Record<string, unknown>, book: LicenseBook): string | undefined {
  const text = textIn(entry['expression'])
  if (text === undefined) return undefined
  for (const detail of recordsIn(entry['expressionDetails'])) {
    const name = textIn(detail['licenseIdentifier'])
    if (name !== undefined && isReference(name) && !book.find(name))
      book.bring({ name, text: readText(detail['text']), url: textIn(detail['url']) })
  }
  return parseExpression(text).ok ? text : book.bring({ name: text })
}

function readLicense(license: Record<string, unknown>, book: LicenseBook): string | undefined {
  const id = textIn(license['id'])
  if (id !== undefined) return parseExpression(id).ok ? id : book.bring({ name: id })
  const name = textIn(license['name'])
  if (name === undefined) return undefined
  const [text, url, reference] = [readText(license['text']), textIn(license['url']), readReference(license)]
  if (text === undefined && url === undefined && reference === undefined && isWellKnown(name)) return name
  return book.bring({ name, text, url, reference })
}

/** CycloneDX has no place for a reference beside the name but this, since 1.5. */
const referenceProperty = 'ospo:license:reference'

function readReference({ properties }: Record<string, unknown>): string | undefined {
  const value = textIn(recordsIn(properties).find(({ name }) => name === referenceProperty)?.['value'])
  return value !== undefined && isReference(value) ? value : undefined
}

/** Many tools write what is an id or an expression of SPDX as a mere name. */
function isWellKnown(name: string): boolean {
  const parsed = parseExpression(name)
  return parsed.ok && unknownIds(parsed.expression).length === 0
}

function readText(raw: unknown): string | undefined {
  const { content, encoding } = recordIn(raw)
  if (typeof content !== 'string') return undefined
  return encoding === 'base64' ? Buffer.from(content, 'base64').toString('utf8') : content
}

type Acknowledgement = 'declared' | 'concluded' | undefined

/** How the licenses are written where nothing else was said of them. */
export function writeLicenses(
  stated: StatedLicenses,
  version: CyclonedxVersion,
  book: LicenseBook,
): unknown[] | undefined {
  const declared = assertedIn(stated.declared)
  const concluded = assertedIn(stated.concluded)
  const canTell = isAtLeast(version, '1.6')
  if (concluded === undefined)
    return declared === undefined ? undefined : [writeChoice(declared, undefined, version, book)]
  if (!canTell) return [writeChoice(declared ?? concluded, undefined, version, book)]
  if (declared === undefined) return [writeChoice(concluded, 'concluded', version, book)]
  const choices = [writeChoice(declared, 'declared', version, book), writeChoice(concluded, 'concluded', version, book)]
  if (isAtLeast(version, '1.7') || choices.every(choice => 'license' in choice)) return choices
  return [asName(declared, 'declared'), asName(concluded, 'concluded')]
}

/** Saying that nothing is said is saying nothing. */
function assertedIn(expression: string | undefined): string | undefined {
  return expression === 'NOASSERTION' ? undefined : expression
}

function writeChoice(
  text: string,
  acknowledgement: Acknowledgement,
  version: CyclonedxVersion,
  book: LicenseBook,
): Record<string, unknown> {
  const license = writeSingle(text, version, book)
  if (license) return { license: withoutEmpty({ ...license, acknowledgement }) }
  const expressionDetails = isAtLeast(version, '1.7') ? detailsOf(text, book) : undefined
  return withoutEmpty({ expression: text, expressionDetails, acknowledgement })
}

/** 1.6 has no place for two expressions beside each other. */
function asName(name: string, acknowledgement: Acknowledgement): Record<string, unknown> {
  return { license: { name, acknowledgement } }
}

function writeSingle(text: string, version: CyclonedxVersion, book: LicenseBook): Record<string, unknown> | undefined {
  if (text === 'NONE') return { name: text }
  if (licenseIds().has(text)) return { id: text }
  const brought = isReference(text) ? book.find(text) : undefined
  if (!brought) return undefined
  return withoutEmpty({ ...writeName(brought, version), text: writeText(brought.text), url: brought.urls[0] })
}

/** The name alone where that makes the same reference again; else the reference counts, which others may know it by. */
function writeName({ id, name = id }: BroughtLicense, version: CyclonedxVersion): Record<string, unknown> {
  if (name === id || id.replace(/-\d+$/, '') === licenseReferenceOf(name) || id === licenseReferenceOf(name))
    return { name }
  if (!isAtLeast(version, '1.5')) return { name: id }
  return { name, properties: [{ name: referenceProperty, value: id }] }
}

function detailsOf(text: string, book: LicenseBook): unknown[] {
  const parsed = parseExpression(text)
  const ids = parsed.ok ? termsOf(parsed.expression).flatMap(term => (term.kind === 'license' ? [term.id] : [])) : []
  return [...new Set(ids)].flatMap(id => {
    const brought = book.find(id)
    return brought ? [withoutEmpty({ licenseIdentifier: id, text: writeText(brought.text), url: brought.urls[0] })] : []
  })
}

function writeText(text: string | undefined): Record<string, unknown> | undefined {
  return text === undefined ? undefined : { content: text }
}

let ids: ReadonlySet<unknown> | undefined

function licenseIds(): ReadonlySet<unknown> {
  ids ??= new Set(loadSchema('spdx.SNAPSHOT.schema.json').enum)
  return ids
}
