import type { Text } from '../../../lib/text/text.ts'

export function noTag(line: string): Text {
  return {
    en: `${shown(line)} begins with no tag such as “PackageName:”; what goes on over lines stands in <text>…</text>`,
    zh: `${shown(line)} 没有以标签（例如“PackageName:”）开头；多行内容应置于 <text>…</text> 中`,
  }
}

export const unclosed: Text = { en: 'This <text> is never closed by </text>', zh: '此 <text> 没有以 </text> 结束' }

export const afterText: Text = {
  en: 'Nothing may follow </text> on its line',
  zh: '</text> 之后同一行不能再有内容',
}

export function unknownTag(tag: string): Text {
  return { en: `There is no tag ${shown(tag)}`, zh: `没有标签 ${shown(tag)}` }
}

export function outOfPlace(tag: string, opener: string): Text {
  return {
    en: `${shown(tag)} must come after ${opener}: and before anything else begins`,
    zh: `${shown(tag)} 必须位于 ${opener}: 之后、其他部分开始之前`,
  }
}

export function twice(tag: string): Text {
  return { en: `${shown(tag)} is there twice in one place`, zh: `${shown(tag)} 在同一处出现了两次` }
}

export function badValue(tag: string, value: string): Text {
  return { en: `${shown(value)} is no value of ${tag}:`, zh: `${shown(value)} 不是 ${tag}: 的有效值` }
}

export const noTarget: Text = {
  en: 'An annotation needs SPDXREF: with the id of what it is about (12.4)',
  zh: '注释需要 SPDXREF: 指明其对象的标识符（12.4）',
}

export function unknownTarget(id: string): Text {
  return { en: `There is no element ${shown(id)} to annotate (12.4)`, zh: `没有可注释的元素 ${shown(id)}（12.4）` }
}

export function unknownFile(name: string): Text {
  return { en: `There is no file ${shown(name)} to depend on (8.16)`, zh: `没有可依赖的文件 ${shown(name)}（8.16）` }
}

export const closingMark: Text = {
  en: 'A text that holds </text> cannot be written in tag-value: a space was put in',
  zh: '含有 </text> 的文本无法以 tag-value 书写：已插入空格',
}

export const noTagFor: Text = { en: 'There is no tag for this', zh: '没有对应的标签' }

function shown(found: string): string {
  return `“${found.length > 100 ? `${found.slice(0, 100)}…` : found}”`
}
