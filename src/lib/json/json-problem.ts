import type { Text } from '../text/text.ts'

/** Why a text is no JSON that is read here. Lines and columns count from 1, columns in UTF-16 units. */
export interface JsonProblem {
  problem: Text
  line: number
  column: number
}

/** Thrown where the reader stands, caught where reading began. */
export class JsonTrouble {
  readonly problem: Text
  readonly at: number
  constructor(problem: Text, at: number) {
    this.problem = problem
    this.at = at
  }
}

export function tooLong(limit: number): Text {
  return { en: `The text is longer than ${limit} characters`, zh: `文本超过 ${limit} 个字符` }
}

export function tooDeep(limit: number): Text {
  return { en: `More than ${limit} lists and objects lie inside each other`, zh: `列表与对象的嵌套超过 ${limit} 层` }
}

export function tooManyKeys(limit: number): Text {
  return { en: `An object has more than ${limit} keys`, zh: `一个对象的键超过 ${limit} 个` }
}

export function tooManyParts(limit: number): Text {
  return {
    en: `For its size the text has too many lists and objects: more than ${limit}`,
    zh: `就其大小而言，列表和对象过多：超过 ${limit} 个`,
  }
}

export function twice(key: string): Text {
  return { en: `The key ${shown(key)} is there twice in one object`, zh: `同一对象中的键 ${shown(key)} 出现了两次` }
}

export function forbiddenKey(key: string): Text {
  return { en: `The key ${shown(key)} is not allowed`, zh: `不允许使用键 ${shown(key)}` }
}

/** `wanted` is what the grammar has in this place. */
export function unexpected(text: string, at: number, wanted: Text = value): Text {
  const found = text.charAt(at)
  if (found === '') return { en: `The text ends where ${wanted.en} should stand`, zh: `文本在应为${wanted.zh}处结束` }
  return {
    en: `${wanted.en} should stand where ${shown(found)} stands`.replace(/^./, first => first.toUpperCase()),
    zh: `${shown(found)} 处应为${wanted.zh}`,
  }
}

const value: Text = { en: 'a value', zh: '值' }
export const commaOrBrace: Text = { en: '"," or "}"', zh: '“,”或“}”' }
export const commaOrBracket: Text = { en: '"," or "]"', zh: '“,”或“]”' }
export const colon: Text = { en: '":"', zh: '“:”' }
export const key: Text = { en: 'a key in double quotes', zh: '双引号中的键' }
export const digit: Text = { en: 'a digit', zh: '数字' }
export const end: Text = { en: 'the end of the text', zh: '文本结尾' }
export const closingQuote: Text = { en: 'a double quote that ends the string', zh: '结束字符串的双引号' }

export const controlCharacter: Text = {
  en: 'A string holds a control character, which must be written with a backslash',
  zh: '字符串中含有控制字符，须以反斜杠转义书写',
}
export const unknownEscape: Text = {
  en: 'A backslash is followed by what is no escape of JSON',
  zh: '反斜杠之后不是 JSON 的转义字符',
}
export const numberTooLarge: Text = { en: 'A number is too large', zh: '数字过大' }
export const leadingZero: Text = { en: 'A number begins with a needless zero', zh: '数字以多余的零开头' }

function shown(found: string): string {
  return JSON.stringify(found.length > 60 ? `${found.slice(0, 60)}…` : found)
}

export function placeOf(text: string, at: number): { line: number; column: number } {
  let line = 1
  let start = 0
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', start)) {
    line++
    start = next + 1
  }
  return { line, column: at - start + 1 }
}
