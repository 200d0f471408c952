import type { Text } from '../../../lib/text/text.ts'

export const doctype: Text = {
  en: 'A document type (<!DOCTYPE …>) has no place in a document: leave it out',
  zh: '文档中不能有文档类型声明（<!DOCTYPE …>）：请删除',
}

export function tooDeep(limit: number): Text {
  return { en: `More than ${limit} elements lie inside each other`, zh: `元素嵌套超过 ${limit} 层` }
}

export function tooMany(limit: number): Text {
  return { en: `The document has more than ${limit} elements`, zh: `文档的元素超过 ${limit} 个` }
}

export function tooManyAttributes(limit: number): Text {
  return { en: `An element has more than ${limit} attributes`, zh: `元素的属性超过 ${limit} 个` }
}

export function notXml(why: string): Text {
  return { en: `This is no well-formed XML: ${why}`, zh: `XML 格式有误：${why}` }
}

export const textAstray: Text = {
  en: 'A text stands where RDF has a node: it belongs inside of a property',
  zh: '此处应为 RDF 节点而不是文本：文本应位于属性之内',
}

export const noDocument: Text = {
  en: 'There is no SpdxDocument in this RDF',
  zh: '此 RDF 中没有 SpdxDocument',
}

export const unfolding: Text = {
  en: 'Written out, this document would be many times as long: too much in it points to the same',
  zh: '此文档展开后会大出许多倍：其中过多内容指向同一处',
}
