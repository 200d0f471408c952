import type { Text } from '../../../lib/text/text.ts'
import type { PlainKind } from './classes.ts'
import { shown } from './problems.ts'

/** What is said of a document that breaks the rules of SPDX 3.0.1. */

export const noDocument: Text = { en: 'An SPDX 3 document is an object', zh: 'SPDX 3 文档应为对象' }
export const notObject: Text = { en: 'An object should stand here', zh: '此处应为对象' }
export const noType: Text = { en: 'The object does not say its type', zh: '该对象没有 type' }

export function wrongContext(address: string): Text {
  return { en: `The @context must be the text ${address}`, zh: `@context 必须是文本 ${address}` }
}

export function besideGraph(key: string): Text {
  return {
    en: `Nothing but @context stands beside @graph: remove ${shown(key)}`,
    zh: `@graph 旁只能有 @context：请删除 ${shown(key)}`,
  }
}

export function unknownType(type: string): Text {
  return {
    en: `SPDX 3.0.1 has no objects of the type ${shown(type)}`,
    zh: `SPDX 3.0.1 没有类型为 ${shown(type)} 的对象`,
  }
}

export function brokenId(key: string, id: unknown): Text {
  if (id === undefined) return { en: `The element lacks its ${key}`, zh: `该元素缺少 ${key}` }
  return {
    en: `The ${key} ${shown(id)} is no address such as https://… or urn:…`,
    zh: `${key} ${shown(id)} 不是 https://… 或 urn:… 之类的地址`,
  }
}

export function missing(type: string, name: string): Text {
  return { en: `An object of type ${type} must say its ${name}`, zh: `类型为 ${type} 的对象必须有 ${name}` }
}

export function noProperty(type: string, name: string): Text {
  return { en: `Objects of type ${type} have no ${shown(name)}`, zh: `类型为 ${type} 的对象没有 ${shown(name)}` }
}

export function notList(name: string): Text {
  return { en: `${name} must be a list`, zh: `${name} 必须是列表` }
}

export function tooFew(name: string, least: number): Text {
  return { en: `${name} needs at least ${least}`, zh: `${name} 至少需要 ${least} 项` }
}

const kinds: Record<PlainKind, Text> = {
  text: { en: 'a text', zh: '文本' },
  uri: { en: 'a text with an address', zh: '含地址的文本' },
  time: { en: 'a time such as 2026-01-31T12:00:00Z', zh: '形如 2026-01-31T12:00:00Z 的时间' },
  version: { en: 'a version such as 3.0.1', zh: '形如 3.0.1 的版本号' },
  media: { en: 'a media type such as text/plain', zh: '形如 text/plain 的媒体类型' },
  decimal: { en: 'a number', zh: '数字' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  natural: { en: 'a whole number from 0 on', zh: '不小于 0 的整数' },
  positive: { en: 'a whole number from 1 on', zh: '不小于 1 的整数' },
}

export function notOfKind(kind: PlainKind, value: unknown): Text {
  return { en: `${shown(value)} is not ${kinds[kind].en}`, zh: `${shown(value)} 不是${kinds[kind].zh}` }
}

export function noWord(value: unknown, words: string[]): Text {
  const some = words.length > 12 ? `${words.slice(0, 12).join(', ')} …` : words.join(', ')
  return { en: `${shown(value)} is none of ${some}`, zh: `${shown(value)} 不属于 ${some}` }
}

export function noReference(kind: string, value: unknown): Text {
  return {
    en: `${shown(value)} is neither the id of an object of type ${kind} nor one`,
    zh: `${shown(value)} 既不是类型为 ${kind} 的对象的标识，也不是该类对象`,
  }
}

export function wrongClass(kind: string, type: unknown): Text {
  return {
    en: `An object of type ${kind} should stand here, not one of type ${shown(type)}`,
    zh: `此处应为类型为 ${kind} 的对象，而非 ${shown(type)}`,
  }
}

export function twice(id: string): Text {
  return { en: `The id ${shown(id)} is given to two objects that differ`, zh: `标识 ${shown(id)} 用于两个不同的对象` }
}

export const secondDocument: Text = {
  en: 'A file holds one SpdxDocument at most: remove the others',
  zh: '一个文件最多含有一个 SpdxDocument：请删除其余的',
}

export function nowhere(id: string): Text {
  return { en: `No object of this file has the id ${shown(id)}`, zh: `文件中没有标识为 ${shown(id)} 的对象` }
}

export function wrongTarget(id: string, kind: string, type: string): Text {
  return {
    en: `${shown(id)} is of type ${type}, where ${kind} is wanted`,
    zh: `${shown(id)} 的类型为 ${type}，而此处需要 ${kind}`,
  }
}

export const noRoot: Text = {
  en: 'A collection that lists elements must name a rootElement',
  zh: '列出元素的集合必须指明 rootElement',
}

export const documentWithin: Text = {
  en: 'A collection may not hold an SpdxDocument',
  zh: '集合中不能含有 SpdxDocument',
}

export const backwards: Text = {
  en: 'The range ends before it begins',
  zh: '区间的结尾在开头之前',
}

export const noneAmongOthers: Text = {
  en: 'NoneElement says that there is nothing, and stands alone',
  zh: 'NoneElement 表示没有任何元素，只能单独出现',
}

export function wrongRelation(type: string, wanted: string): Text {
  return { en: `The relationshipType of a ${type} is ${wanted}`, zh: `${type} 的 relationshipType 应为 ${wanted}` }
}

export function noExpression(reason: Text): Text {
  return { en: `This is no license expression: ${reason.en}`, zh: `这不是许可证表达式：${reason.zh}` }
}

export const unjustified: Text = {
  en: 'Who says that a product is not affected must give a justificationType or an impactStatement',
  zh: '声明不受影响时，必须给出 justificationType 或 impactStatement',
}

export const notBetween: Text = { en: 'A probability lies between 0 and 1', zh: '概率应在 0 与 1 之间' }
