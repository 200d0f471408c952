import { createHash } from 'node:crypto'
import { concludeLicense } from '../../lib/spdx/conclude-license.ts'
import { combine, type Expression, formatExpression, isReference, termsOf } from '../../lib/spdx/expression.ts'
import { parseExpression } from '../../lib/spdx/parse-expression.ts'
import type { Text } from '../../lib/text/text.ts'
import { isLicenseFile } from '../licenses/model.ts'
import type { InstalledFiles, InstalledWarning } from './installed-reader.ts'
import { readLicenseName } from './license-names.ts'
import { inFolder } from './read-text.ts'

export interface LicenseText {
  path: string
  text: string
}

/** What a package's own files say of its license. */
export interface InstalledLicense {
  license?: string
  evidence?: string
  warnings: InstalledWarning[]
}

const largestText = 256 * 1024
const mostTexts = 12
/** What is longer is no name of a license. */
const longestName = 200

/** The license texts that lie in a folder itself. */
export async function readLicenseTexts(
  files: InstalledFiles,
  folder: string,
  isText: (name: string) => boolean = isLicenseFile,
): Promise<LicenseText[]> {
  const names = (await files.list(folder)).filter(isText).slice(0, mostTexts)
  const texts: LicenseText[] = []
  for (const name of names) {
    const path = inFolder(folder, name)
    const bytes = await files.read(path, largestText)
    if (bytes) texts.push({ path, text: bytes.toString('utf8') })
  }
  return texts
}

/**
 * What is declared goes first, if it is an expression or can only mean one: a text can't tell AND from OR. Where nothing
 * is declared, or nothing that is known, the texts say it; failing these, what was declared stays as it is written.
 */
export function concludeInstalled(
  declared: { text: string | undefined; path: string },
  texts: readonly LicenseText[],
): InstalledLicense {
  const name = declared.text === undefined ? undefined : readLicenseName(declared.text)
  const known = texts.flatMap(recognize)
  if (name !== undefined) return { license: name, evidence: declared.path, warnings: contradictions(name, known) }
  const all = combine(
    'and',
    known.map(({ expression }) => expression),
  )
  const [first] = known
  if (all && first) return { license: formatExpression(all), evidence: first.path, warnings: [] }
  const written = declared.text?.replaceAll(/\s+/g, ' ').trim()
  if (!written || written.length > longestName) return { warnings: [] }
  return { license: written, evidence: declared.path, warnings: [] }
}

interface Recognized {
  path: string
  expression: Expression
}

function recognize({ path, text }: LicenseText): Recognized[] {
  const license = recognizeLicense(text)
  return license ? [{ path, expression: license }] : []
}

/** Thousands of packages come with the same few texts, word for word. */
const known = new Map<string, Expression | undefined>()
const mostKnown = 5000

export function recognizeLicense(text: string): Expression | undefined {
  const key = createHash('sha256').update(text).digest('base64')
  if (!known.has(key)) {
    if (known.size >= mostKnown) known.clear()
    known.set(key, concludeLicense(text).expression)
  }
  return known.get(key)
}

function contradictions(declared: string, texts: readonly Recognized[]): InstalledWarning[] {
  const parsed = parseExpression(declared)
  const names = parsed.ok ? namesIn(parsed.expression) : []
  const [first] = texts
  if (names.length === 0 || !first) return []
  const agree = texts.some(({ expression }) =>
    namesIn(expression).some(name => names.some(other => areKin(name, other))),
  )
  return agree ? [] : [{ text: contradiction(declared, first) }]
}

/** Leaving out what only the document itself knows. */
function namesIn(expression: Expression): string[] {
  return termsOf(expression).flatMap(term =>
    term.kind === 'license' && !isReference(term.id) ? [term.id.replace(/-(?:only|or-later)$/, '')] : [],
  )
}

/** Variants of a text differ by a few words, which people leave out of its name: `BSD-2-Clause-Views`, `Python-2.0.1`. */
function areKin(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one) || [one, other].every(name => /^(?:PSF|Python)-2\./.test(name))
}

function contradiction(declared: string, { path, expression }: Recognized): Text {
  const text = formatExpression(expression)
  return {
    en: `${path} is the text of ${text}, but ${declared} is declared: ask the authors, or curate the license`,
    zh: `${path} 是 ${text} 的文本，但声明为 ${declared}：请询问作者，或人工核定许可证`,
  }
}
