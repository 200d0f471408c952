import type { Text } from '../text/text.ts'
import { combine, type Expression, formatExpression, type License, termsOf } from './expression.ts'
import { type LicenseMatch, readLicenses } from './identify-license.ts'
import { type LicenseNotices, readNotices } from './license-notices.ts'
import { licenseFromSpdxTag } from './license-tag.ts'
import { parseExpression } from './parse-expression.ts'

/** Under what a file such as LICENSE or COPYING places things. */
export interface LicenseConclusion {
  /** Undefined when nothing in the text is known. */
  expression: Expression | undefined
  /** What it rests on: a text of the SPDX License List, its `SPDX-License-Identifier`, or a sentence that names licenses. */
  basis: 'text' | 'tag' | 'notice' | undefined
  matches: LicenseMatch[]
  /** What a person should know before relying on it. */
  remarks: Text[]
}

/** Words beside the licenses that are more than a title and a few names. */
const wordyRest = 60

/** Of added words, how many passages are shown, and how much of each. */
const quotes = 5
const quoteLength = 120

/** Several texts in one file all apply, unless a sentence in it offers them as a choice. */
export function concludeLicense(text: string): LicenseConclusion {
  const { matches, rest } = readLicenses(text)
  const notices = readNotices(rest)
  const tag = licenseFromSpdxTag(text)
  const texts = matches.flatMap(({ license }) => parsed(license))
  const fromTexts = texts.length > 0 ? combineTexts(texts, notices) : undefined
  const remarks = remarksOn(matches, rest, fromTexts)
  const isTagged = tag !== undefined && (!fromTexts || covers(tag, fromTexts))
  const stated = fromTexts && !isTagged ? [fromTexts] : []
  const noticed = tag || fromTexts ? [] : notices.grants
  const expression = combine('and', [...(tag ? [tag] : []), ...stated, ...noticed, ...notices.restrictions])
  const basis = isTagged ? 'tag' : fromTexts ? 'text' : 'notice'
  return { expression, basis: expression && basis, matches, remarks }
}

function parsed(license: string): Expression[] {
  const result = parseExpression(license)
  return result.ok ? [result.expression] : []
}

function combineTexts(texts: readonly Expression[], { grants, exceptions }: LicenseNotices): Expression | undefined {
  const licenses = texts.flatMap(termsOf).filter(term => term.kind === 'license')
  const named = grants.flatMap(termsOf).filter(term => term.kind === 'license')
  const said = withoutBases(licenses.map(license => withException(inSaidVersion(license, named), exceptions)))
  const all = combine('and', said)
  const choice = grants.find(({ kind }) => kind === 'or')
  return choice && all && said.length > 1 && covers(choice, all) ? choice : all
}

/** The text of a GNU license is the same for both; a sentence beside it may grant later versions. */
function inSaidVersion(license: License, named: readonly License[]): License {
  const orLater = license.id.replace(/-only$/, '-or-later')
  return named.some(({ id }) => id === orLater) ? { ...license, id: orLater } : license
}

function withException(license: License, exceptions: LicenseNotices['exceptions']): License {
  const found = exceptions.find(exception => exception.license.test(license.id))
  return found && !license.exception ? { ...license, exception: found.id } : license
}

/** Of `GPL-2.0-only` and `GPL-2.0-only WITH …` the latter is meant, and LGPL-3.0 is made of additions to GPL-3.0. */
function withoutBases(licenses: readonly License[]): License[] {
  const bases = new Set(licenses.filter(({ exception }) => exception).map(({ id }) => id))
  for (const { id } of licenses) {
    if (/^LGPL-3\.0-/.test(id)) bases.add('GPL-3.0-only').add('GPL-3.0-or-later')
  }
  return licenses.filter(({ id, exception }) => exception || !bases.has(id))
}

function covers(wider: Expression, narrower: Expression): boolean {
  const ids = new Set(termsOf(wider).map(licenseFamily))
  return termsOf(narrower).every(term => ids.has(licenseFamily(term)))
}

function licenseFamily(term: Expression): string {
  return formatExpression(term)
    .replace(/-(?:only|or-later)\b/, '')
    .replace(/ WITH .*$/, '')
}

function remarksOn(matches: readonly LicenseMatch[], rest: string, expression: Expression | undefined): Text[] {
  const remarks: Text[] = []
  const licenses = expression ? termsOf(expression).filter(term => term.kind === 'license') : []
  const open = licenses.find(({ id }) => /^[AL]?GPL-.*-only$/.test(id))
  if (open) remarks.push(laterVersionsUnsaid(open.id))
  remarks.push(...matches.filter(({ differences }) => differences > 0).map(changed))
  const words = rest.split(/\s+/).filter(Boolean).length
  if (matches.length > 0 && words > wordyRest) remarks.push(moreText(words))
  return remarks
}

function laterVersionsUnsaid(license: string): Text {
  const orLater = license.replace(/-only$/, '-or-later')
  return {
    en: `The text is the same for ${license} and ${orLater}; only notices in the sources say whether later versions count`,
    zh: `${license} 与 ${orLater} 的文本相同；是否适用后续版本只能从源文件的声明中得知`,
  }
}

function changed({ license, differences, added, fromLine }: LicenseMatch): Text {
  const quoted = added.slice(0, quotes).map(words => `“${words.slice(0, quoteLength)}”`)
  return {
    en: `The text of ${license} from line ${fromLine} on differs from the official one in ${differences} ${differences === 1 ? 'word' : 'words'}${quoted.length > 0 ? `, adding ${quoted.join(', ')}` : ''}`,
    zh: `第 ${fromLine} 行起的 ${license} 文本与官方文本有 ${differences} 个词不同${quoted.length > 0 ? `，增加了${quoted.join('、')}` : ''}`,
  }
}

function moreText(words: number): Text {
  return {
    en: `About ${words} more words stand beside the license texts; read them for further terms`,
    zh: `许可证文本之外还有约 ${words} 个词，请查看其中是否有其他条款`,
  }
}
