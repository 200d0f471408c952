import type { Text } from '../../../lib/text/text.ts'

export function tooLong(mebibytes: number): Text {
  return {
    en: `YAML is read up to ${mebibytes} MiB: write larger documents as JSON`,
    zh: `YAML 最大支持 ${mebibytes} MiB：更大的文档请使用 JSON`,
  }
}

export function notYaml(why: string): Text {
  return { en: `This is no YAML that is read here: ${why}`, zh: `无法读取的 YAML：${why}` }
}

export function twice(key: string): Text {
  const shown = key.length > 60 ? `${key.slice(0, 60)}…` : key
  return { en: `The key “${shown}” is there twice in one place`, zh: `键“${shown}”在同一处出现了两次` }
}

export const alias: Text = {
  en: 'Anchors (&name) and aliases (*name) have no place in a document: write out what they stand for',
  zh: '文档中不能使用锚点（&name）与别名（*name）：请写出其内容',
}
export const tag: Text = { en: 'Tags (!name) have no place in a document', zh: '文档中不能使用标签（!name）' }
export const complexKey: Text = { en: 'A key must be a text', zh: '键必须是文本' }

export const tooDense: Text = {
  en: 'For its length the document has too many words, lists or lines',
  zh: '就其长度而言，文档的词、列表或行过多',
}

export const tooDeep: Text = { en: 'The document nests too deeply', zh: '文档嵌套过深' }
