import { combine, type Expression } from './expression.ts'
import { parseExpression } from './parse-expression.ts'

/** What a text says about licenses without holding their texts. */
export interface LicenseNotices {
  /** One for each sentence that places something under licenses; a choice among several is an OR. */
  grants: Expression[]
  /** Additions to a license in the text: ids to stand after WITH, with the license that they add to. */
  exceptions: { license: RegExp; id: string }[]
  /** Terms that only take rights away and that no list has an id for. */
  restrictions: Expression[]
}

/** Of the text as words: lowercase, one space between them, no other characters. */
const names: [name: RegExp, id: string][] = [
  [/apache ?(?:software )?(?:license |licence )?(?:version |v ?)?2(?: 0)?\b|\blicense apache\b/g, 'Apache-2.0'],
  [/\bapache org licenses license 2 0\b/g, 'Apache-2.0'],
  [/\b(?:mit|expat) licen[cs]es?\b|\blicenses? mit\b/g, 'MIT'],
  [/\bisc licen[cs]es?\b/g, 'ISC'],
  [/\b(?:bsd )?(?:3|three) clause bsd\b|\bbsd (?:3|three) clause\b|\b(?:new|modified|revised) bsd\b/g, 'BSD-3-Clause'],
  [/\b(?:2|two) clause bsd\b|\bbsd (?:2|two) clause\b|\bsimplified bsd\b/g, 'BSD-2-Clause'],
  [/\bmozilla public (?:license|licence) (?:version |v )?2 0\b|\bmpl (?:v |version )?2 0\b/g, 'MPL-2.0'],
  [/\beclipse public (?:license|licence) (?:version |v )?2 0\b|\bepl (?:v |version )?2 0\b/g, 'EPL-2.0'],
  [/\bboost software (?:license|licence)\b/g, 'BSL-1.0'],
  [/\bpython software foundation (?:license|licence)\b/g, 'PSF-2.0'],
  [/\bunlicense org\b|\bthe unlicense\b/g, 'Unlicense'],
  [/\bcreativecommons org publicdomain zero 1 0\b|\bcc0 1 0\b/g, 'CC0-1.0'],
  [/\bcreativecommons org licenses by 4 0\b|\bcc by 4 0\b/g, 'CC-BY-4.0'],
  [/\bcreativecommons org licenses by sa 4 0\b|\bcc by sa 4 0\b/g, 'CC-BY-SA-4.0'],
  [/\bbusiness source (?:license|licence) (?:version |v )?1 1\b/g, 'BUSL-1.1'],
  [/\bserver side public (?:license|licence)\b/g, 'SSPL-1.0'],
]

const gnu =
  /\b(?:gnu )?(lesser |library |affero )?general public (?:license|licence)(?: lgpl| agpl| gpl)?(?: as published by the free software foundation)?(?: either)?,? (?:version |v ?)(\d)(?: (\d)\b)?(?: of the (?:license|licence))?((?: or at your option| or)? ?(?:any )?later(?: version)?)?/g

const families: Record<string, string> = { '': 'GPL', 'lesser ': 'LGPL', 'library ': 'LGPL', 'affero ': 'AGPL' }

const exceptions: [phrase: RegExp, license: RegExp, id: string][] = [
  [/\bllvm exceptions to the apache 2 0 license\b/, /^Apache-2\.0$/, 'LLVM-exception'],
  [/\bruntime library exception to the apache 2 0 license\b/, /^Apache-2\.0$/, 'Swift-exception'],
  [/\bnote this copyright does not cover user programs that use kernel services\b/, /^GPL-2\.0-/, 'Linux-syscall-note'],
  [/\buniversal foss exception version 1 0\b/, /^GPL-2\.0-/, 'Universal-FOSS-exception-1.0'],
]

const commonsClause = /\bcommons clause (?:license )?condition\b/

/** Words that place something under a license, and how many words after them may name it. */
const grant =
  /\b(?:licensed|licenced|released|(?:re)?distributed|available|covered|redistribute it and or modify it|use it) under\b/g
const grantLength = 400
const maxLength = 262_144

export function readNotices(text: string): LicenseNotices {
  const words = text
    .slice(0, maxLength)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
  return {
    grants: readGrants(words),
    exceptions: exceptions.filter(([phrase]) => phrase.test(words)).map(([, license, id]) => ({ license, id })),
    restrictions: commonsClause.test(words) ? [{ kind: 'license', id: 'LicenseRef-Commons-Clause' }] : [],
  }
}

function readGrants(words: string): Expression[] {
  const grants: Expression[] = []
  let end = 0
  for (const { index } of words.matchAll(grant)) {
    if (index < end) continue
    end = index + grantLength
    const sentence = words.slice(index, end)
    const isDual = words.slice(Math.max(0, index - 5), index) === 'dual '
    const isChoice = isDual || /\b(?:either|at your option|your choice|or)\b/.test(withoutVersions(sentence))
    const named = combine(isChoice ? 'or' : 'and', namesIn(sentence))
    if (named) grants.push(named)
  }
  return grants
}

/** "Either version 2 … or any later version" is a choice of versions alone. */
function withoutVersions(sentence: string): string {
  return sentence
    .replaceAll(gnu, ' ')
    .replaceAll(/\bagreed to in writing\b|\beither express or implied\b|\bwarranties or conditions\b/g, ' ')
}

function namesIn(sentence: string): Expression[] {
  const found: { at: number; id: string }[] = []
  for (const [name, id] of names) {
    for (const { index } of sentence.matchAll(name)) found.push({ at: index, id })
  }
  for (const match of sentence.matchAll(gnu)) found.push({ at: match.index, id: gnuId(match) })
  return found
    .sort((one, other) => one.at - other.at)
    .flatMap(({ id }) => {
      const parsed = parseExpression(id)
      return parsed.ok ? [parsed.expression] : []
    })
}

function gnuId([, kind = '', major = '', minor = '0', later]: RegExpMatchArray): string {
  return `${families[kind] ?? 'GPL'}-${major}.${minor}-${later ? 'or-later' : 'only'}`
}
