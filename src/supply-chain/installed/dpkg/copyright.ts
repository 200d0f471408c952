import { combine, type Expression, formatExpression } from '../../../lib/spdx/expression.ts'
import { parseExpression } from '../../../lib/spdx/parse-expression.ts'
import { recognizeLicense } from '../conclude-installed.ts'
import { fieldOf, type HeaderField, readStanzas } from '../header-fields.ts'
import { licenseOfShortName } from './short-names.ts'

/** Whether a package's copyright file is in Debian's machine-readable format (DEP-5, copyright-format 1.0). */
export function isMachineReadable(text: string): boolean {
  return /^format(?:-specification)?:\s*\S*(?:copyright-format|dep5|dep-5|DEP-?5|copyright)/im.test(text.slice(0, 2000))
}

/**
 * What all its files are under together. How the files go into what is built is not said there: all are taken to hold.
 * Names that only this document explains become `LicenseRef-debian-…`, unless the text that it gives is one that is known.
 */
export function licenseOfCopyright(text: string): string | undefined {
  const stanzas = [...readStanzas(text, () => undefined)]
  const texts = new Map(stanzas.flatMap(textOf))
  const header = stanzas[0]?.some(({ name }) => name.startsWith('format')) ? stanzas[0] : undefined
  const ofFiles = stanzas.filter(fields => fieldOf(fields, 'files') !== undefined && !isPackagingOnly(fields))
  const named = [...(ofFiles.length === 0 && header ? [header] : []), ...ofFiles].flatMap(nameIn)
  const all = combine(
    'and',
    [...new Set(named)].flatMap(name => readSynopsis(name, texts) ?? []),
  )
  return all && formatExpression(all)
}

/**
 * Of a file in words: the texts in it, or what it places the package under; else the texts that it refers to, which every
 * Debian has. All that are named hold.
 */
export function licenseInWords(text: string): string | undefined {
  const recognized = recognizeLicense(text)
  const later = /\bany\s+later\b/.test(text) ? '+' : ''
  const named = [...text.matchAll(/\/usr\/share\/common-licenses\/([A-Za-z][\w.-]*\w)/g)].map(([, name = '']) => name)
  const referred = [...new Set(named)].flatMap(name => {
    const isVersioned = /^[AL]?GPL-\d/.test(name)
    return readName(isVersioned ? `${name}${later}` : name, new Map()) ?? []
  })
  const all = recognized ?? combine('and', referred)
  return all && formatExpression(all)
}

/** The rules of the package itself are not in what it installs. */
function isPackagingOnly(fields: readonly HeaderField[]): boolean {
  return (fieldOf(fields, 'files') ?? '')
    .split(/[\s,]+/)
    .every(pattern => /^(?:\.\/)?debian\/(?!patches)/.test(pattern))
}

/** The first line of `License` names it, the others are its text. */
function nameIn(fields: readonly HeaderField[]): string[] {
  const [name = ''] = (fieldOf(fields, 'license') ?? '').split('\n', 1)
  return name.trim() && name.length <= longestName ? [name.trim()] : []
}

function textOf(fields: readonly HeaderField[]): [name: string, text: string][] {
  const [name = '', ...lines] = (fieldOf(fields, 'license') ?? '').split('\n')
  return name.trim() && lines.length > 0 ? [[name.trim().toLowerCase(), lines.join('\n')]] : []
}

const mostParts = 50
const longestName = 1000

/** `A and B, or C`: `and` binds tighter, and a comma before either makes it bind less. */
function readSynopsis(synopsis: string, texts: ReadonlyMap<string, string>): Expression | undefined {
  const read = (part: string, separators: readonly [RegExp, 'and' | 'or'][]): Expression | undefined => {
    const [separator, ...others] = separators
    if (!separator) return readName(part.trim(), texts)
    const parts = part.split(separator[0]).slice(0, mostParts)
    return combine(
      separator[1],
      parts.flatMap(inner => read(inner, others) ?? []),
    )
  }
  return read(synopsis, [
    [/,\s+or\s+/i, 'or'],
    [/,\s+and\s+/i, 'and'],
    [/\s+(?:or|\|\|?)\s+/i, 'or'],
    [/\s+and\s+|\s*[,&/]\s+/i, 'and'],
  ])
}

function readName(name: string, texts: ReadonlyMap<string, string>): Expression | undefined {
  if (name === '') return undefined
  const known = licenseOfShortName(name)
  const parsed = known === undefined ? undefined : parseExpression(known)
  if (parsed?.ok) return parsed.expression
  const text = texts.get(name.toLowerCase())
  const recognized = text === undefined ? undefined : recognizeLicense(withoutIndentation(text))
  if (recognized) return recognized
  const id = name.replaceAll(/[^A-Za-z\d.-]+/g, '-').replaceAll(/^-+|-+$/g, '')
  return id ? { kind: 'license', id: `LicenseRef-debian-${id}` } : undefined
}

/** A dot alone stands for a blank line. */
function withoutIndentation(text: string): string {
  return text.replaceAll(/^[ \t]*\.[ \t]*$/gm, '').replaceAll(/^[ \t]+/gm, '')
}
