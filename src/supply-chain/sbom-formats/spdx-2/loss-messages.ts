import type { Text } from '../../../lib/text/text.ts'

/** What SPDX 2 has no place for, and what becomes of it. */

export const id: Text = {
  en: 'Ids are SPDXRef- and then letters, digits, “.” and “-” only: others were made anew',
  zh: '标识符只能是 SPDXRef- 后接字母、数字、“.”和“-”：其余已重新生成',
}
export const documentId: Text = {
  en: 'The name of the document must be an absolute URI without “#”: a new one was made',
  zh: '文档标识必须是不含“#”的绝对 URI：已重新生成',
}
export const time: Text = {
  en: 'Times are written in UTC, to the second',
  zh: '时间以 UTC 书写，精确到秒',
}
export const unknownTime: Text = {
  en: 'A document needs the time when it was made: the beginning of 1970 stands for none',
  zh: '文档必须有创建时间：以 1970 年初表示未知',
}
export const dataLicense: Text = {
  en: 'An SPDX document is always under CC0-1.0',
  zh: 'SPDX 文档一律采用 CC0-1.0',
}
export const notIn22: Text = { en: 'Only SPDX 2.3 has a place for this', zh: '只有 SPDX 2.3 才有对应的字段' }
export const role: Text = { en: 'Who made a document has no role', zh: '文档创建者没有角色之分' }
export const party: Text = {
  en: 'Who is neither person nor organization was named as an organization, and names are written in one line',
  zh: '既非个人也非组织者被写作组织，名称写成一行',
}
export const tool: Text = {
  en: 'Name and version of a tool are written together, with a hyphen between',
  zh: '工具的名称与版本连写，中间用连字符',
}
export const kind: Text = { en: 'SPDX 2 has no word for this kind of component', zh: 'SPDX 2 没有对应的组件类型' }
export const license: Text = {
  en: 'What is no expression of SPDX 2, or on no list that is known, was brought as a LicenseRef',
  zh: '不是 SPDX 2 表达式或不在已知列表中的许可证以 LicenseRef 形式写入',
}
export const hash: Text = {
  en: 'The algorithm is unknown to this version, or the value is none that it gives',
  zh: '此版本不支持该算法，或其值不合该算法',
}
export const location: Text = {
  en: 'This is no address that SPDX 2 allows here',
  zh: '此处不是 SPDX 2 允许的地址',
}
export const identifier: Text = {
  en: 'SPDX 2 has no type for this identifier: it was kept as an external reference',
  zh: 'SPDX 2 没有该标识符的类型：已保留为外部引用',
}
export const locator: Text = {
  en: 'This is no value that its type allows: it was kept as a reference without spaces',
  zh: '该值不合其类型：已保留为不含空格的引用',
}
export const relationshipKind: Text = {
  en: 'SPDX 2 has no word for this relationship: it was written as OTHER with the word as comment',
  zh: 'SPDX 2 没有对应的关系类型：已写作 OTHER，并将原词写入注释',
}
export const scope: Text = {
  en: 'SPDX 2 has no word for this relationship in this part of the life of the software',
  zh: 'SPDX 2 没有表示此生命周期阶段的关系类型',
}
export const completeness: Text = {
  en: 'SPDX 2 cannot say whether the ends of a relationship are all that there are',
  zh: 'SPDX 2 无法说明关系所列是否完整',
}
export const ends: Text = {
  en: 'An end of the relationship is neither in the document nor in another that it names',
  zh: '关系的一端既不在文档中，也不在其引用的外部文档中',
}
export const roots: Text = {
  en: 'The document must say what it describes: what nothing else leads to was named',
  zh: '文档必须说明其描述对象：已填入没有其他组件指向的组件',
}
export const broken: Text = {
  en: 'It breaks the rules of SPDX 2',
  zh: '不符合 SPDX 2 的规则',
}
