import type { Text } from '../text/text.ts'

/** Why a text is no range of versions. */
export interface RangeProblem {
  code: RangeProblemCode
  /** What is wrong and where. */
  reason: Text
}

export type RangeProblemCode =
  | 'too-long'
  | 'whitespace'
  | 'not-ascii'
  | 'no-vers'
  | 'no-type'
  | 'no-constraints'
  | 'star-not-alone'
  | 'star-only'
  | 'leading-pipe'
  | 'trailing-pipe'
  | 'consecutive-pipes'
  | 'no-version'
  | 'not-encoded'
  | 'wrong-encoding'
  | 'encoding-not-canonical'
  | 'datetime-case'
  | 'datetime-colons'
  | 'not-sorted'
  | 'duplicate'
  | 'redundant'
  | 'unknown-notation'
  | 'not-native'

/** Sentences that need nothing but their code. */
const plain = {
  whitespace: ['a version range has no spaces', '版本范围中不能有空格'],
  'not-ascii': [
    'a version range consists of ASCII letters, digits and punctuation; encode other characters with %',
    '版本范围只能由 ASCII 字母、数字和标点组成；其他字符请用 % 编码',
  ],
  'no-vers': ['a version range starts with “vers:”', '版本范围应以“vers:”开头'],
  'no-type': [
    'after “vers:” a type in lowercase is expected, such as npm, and then “/”',
    '“vers:”之后应为小写的类型（如 npm），再接“/”',
  ],
  'no-constraints': ['after “/” a version is expected, or “*” for all', '“/”之后应为版本，或用“*”表示全部版本'],
  'star-not-alone': ['“*” stands alone: remove it, or all the rest', '“*”只能单独出现：请删除它，或删除其余部分'],
  'leading-pipe': ['the first “|” has nothing before it: remove it', '开头的“|”之前没有内容：请删除'],
  'trailing-pipe': ['the last “|” has nothing behind it: remove it', '末尾的“|”之后没有内容：请删除'],
  'consecutive-pipes': ['“||” has nothing in between: write one “|”', '“||”之间没有内容：请只写一个“|”'],
} as const satisfies Partial<Record<RangeProblemCode, readonly [en: string, zh: string]>>

export function plainProblem(code: keyof typeof plain): RangeProblem {
  const [en, zh] = plain[code]
  return { code, reason: { en, zh } }
}

export function tooLong(limit: number): RangeProblem {
  return problem('too-long', `the version range is longer than ${limit} characters`, `版本范围超过 ${limit} 个字符`)
}

export function starOnly(type: string): RangeProblem {
  return problem('star-only', `the only range of this type is vers:${type}/*`, `该类型只有一个范围：vers:${type}/*`)
}

export function noVersion(comparator: string): RangeProblem {
  return problem('no-version', `a version is expected after “${comparator}”`, `“${comparator}”之后应有版本`)
}

export function notEncoded(version: string): RangeProblem {
  return problem(
    'not-encoded',
    `in “${version}” the characters > < = ! * | are to be written with %, such as %3E for >`,
    `“${version}”中的字符 > < = ! * | 应以 % 编码，如 > 写作 %3E`,
  )
}

export function wrongEncoding(version: string): RangeProblem {
  return problem(
    'wrong-encoding',
    `in “${version}” a % is not followed by two hexadecimal digits of UTF-8; write % itself as %25`,
    `“${version}”中的 % 之后不是 UTF-8 的两位十六进制数；% 本身应写作 %25`,
  )
}

export function encodingNotCanonical(version: string): RangeProblem {
  return problem(
    'encoding-not-canonical',
    `in “${version}” write what follows % in capitals, and letters, digits, “-”, “.”, “_” and “~” without %`,
    `“${version}”中 % 之后应为大写，且字母、数字、“-”、“.”、“_”和“~”不应编码`,
  )
}

export function datetimeCase(version: string): RangeProblem {
  return problem('datetime-case', `in “${version}” T and Z are capitals`, `“${version}”中的 T 和 Z 应为大写`)
}

export function datetimeColons(version: string): RangeProblem {
  return problem('datetime-colons', `in “${version}” write “:” without %`, `“${version}”中的“:”不应以 % 编码`)
}

export function notSorted(before: string, after: string): RangeProblem {
  return problem(
    'not-sorted',
    `the versions are to be in order: “${after}” comes before “${before}”`,
    `版本应按顺序排列：“${after}”应在“${before}”之前`,
  )
}

export function duplicate(version: string): RangeProblem {
  return problem('duplicate', `the version “${version}” is there twice`, `版本“${version}”出现了两次`)
}

export function redundant(before: string, after: string): RangeProblem {
  return problem(
    'redundant',
    `“${before}” and “${after}” can't follow each other: one of them says nothing`,
    `“${before}”与“${after}”不能相继出现：其中一个没有意义`,
  )
}

export function unknownNotation(type: string): RangeProblem {
  return problem('unknown-notation', `ranges of ${type} can't be read yet`, `尚不能读取 ${type} 的版本范围`)
}

export function notNative(type: string, text: string): RangeProblem {
  return problem('not-native', `“${text}” is no range as ${type} writes them`, `“${text}”不是 ${type} 写法的版本范围`)
}

function problem(code: RangeProblemCode, en: string, zh: string): RangeProblem {
  return { code, reason: { en, zh } }
}
