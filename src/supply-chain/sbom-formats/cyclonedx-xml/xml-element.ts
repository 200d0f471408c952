import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes'
import type { Text } from '../../../lib/text/text.ts'

export interface XmlElement {
  name: string
  /** Those without a namespace. */
  attributes: ReadonlyMap<string, string>
  children: XmlElement[]
  text: string
  line: number
}

export type XmlReading =
  | { root: XmlElement; namespace: string; foreign: ReadonlyMap<string, number> }
  | { problem: Text; line: number }

const deepest = 400
/** Of one element: none that is known has more than six. */
const mostAttributes = 50
/** Elements and attributes: as many in any document, and one more for so many characters of it. Real ones take forty and more. */
const freeParts = 100_000
const charactersPerPart = 20

class XmlTrouble {
  readonly problem: Text
  constructor(problem: Text) {
    this.problem = problem
  }
}

/**
 * Reads XML into elements. What is of another namespace than the outermost element is left out, and counted in `foreign` by
 * its name. Document types are refused, and with them all entities but those of XML itself.
 */
export function readXml(text: string): XmlReading {
  if (hasDoctype(text)) return { problem: noDoctype, line: 1 }
  const parser = new SaxesParser({ xmlns: true, position: true })
  const builder = new Builder(() => parser.line)
  parser.on('error', error => {
    throw new XmlTrouble(broken(error.message))
  })
  parser.on('doctype', () => {
    throw new XmlTrouble(noDoctype)
  })
  const mostParts = freeParts + Math.floor(text.length / charactersPerPart)
  let attributes = 0
  let parts = 0
  const count = () => {
    if (++parts > mostParts) throw new XmlTrouble(tooManyParts(mostParts))
  }
  parser.on('opentagstart', () => {
    attributes = 0
    count()
  })
  parser.on('attribute', () => {
    if (++attributes > mostAttributes) throw new XmlTrouble(tooManyAttributes)
    count()
  })
  parser.on('opentag', tag => builder.open(tag))
  parser.on('text', data => builder.add(data))
  parser.on('cdata', data => builder.add(data))
  parser.on('closetag', () => builder.close())
  try {
    parser.write(text).close()
  } catch (error) {
    if (!(error instanceof XmlTrouble)) throw error
    return { problem: error.problem, line: parser.line }
  }
  const { root, namespace, foreign } = builder
  return root ? { root, namespace, foreign } : { problem: broken('no element'), line: parser.line }
}

/** It may stand behind white space, instructions and comments. */
function hasDoctype(text: string): boolean {
  let at = 0
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++
    const end = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined
    if (end === undefined) return text.startsWith('<!DOCTYPE', at)
    const found = text.indexOf(end, at + 2)
    if (found === -1) return false
    at = found + end.length
  }
}

class Builder {
  root: XmlElement | undefined
  namespace = ''
  readonly foreign = new Map<string, number>()
  readonly #open: XmlElement[] = []
  readonly #line: () => number
  /** How deep inside an element of another namespace. */
  #foreignDepth = 0

  constructor(line: () => number) {
    this.#line = line
  }

  open({ name, local, uri, attributes }: SaxesTagNS) {
    if (this.#open.length + this.#foreignDepth >= deepest) throw new XmlTrouble(tooDeep)
    if (!this.root) this.namespace = uri
    if (this.#foreignDepth > 0 || uri !== this.namespace) {
      if (this.#foreignDepth++ === 0) this.#count(name)
      return
    }
    const element = { name: local, attributes: this.#plainOnes(attributes), children: [], text: '', line: this.#line() }
    this.#open.at(-1)?.children.push(element)
    this.#open.push(element)
    this.root ??= element
  }

  add(text: string) {
    const element = this.#foreignDepth === 0 ? this.#open.at(-1) : undefined
    if (element) element.text += text
  }

  close() {
    if (this.#foreignDepth > 0) this.#foreignDepth--
    else this.#open.pop()
  }

  #plainOnes(attributes: Record<string, SaxesAttributeNS>): ReadonlyMap<string, string> {
    let plain: Map<string, string> | undefined
    for (const name in attributes) {
      const attribute = attributes[name]
      if (attribute?.uri === '') plain = (plain ?? new Map<string, string>()).set(attribute.local, attribute.value)
      else if (attribute && !ofXmlItself.test(attribute.uri)) this.#count(name)
    }
    return plain ?? none
  }

  #count(name: string) {
    const shown = name.slice(0, longestForeign)
    if (this.foreign.has(shown) || this.foreign.size < mostForeign)
      this.foreign.set(shown, (this.foreign.get(shown) ?? 0) + 1)
  }
}

const mostForeign = 100
const longestForeign = 100
/** Declarations of namespaces, and where to find schemas. */
const ofXmlItself = /^http:\/\/www\.w3\.org\/(?:2000\/xmlns\/|XML\/1998\/namespace|2001\/XMLSchema-instance)$/

const none: ReadonlyMap<string, string> = new Map()

function broken(why: string): Text {
  const reason = why.replace(/^\d+:\d+: /, '').slice(0, 200)
  return { en: `This is no well-formed XML: ${reason}`, zh: `这不是格式良好的 XML：${reason}` }
}

const noDoctype: Text = {
  en: 'A document type declaration is not allowed: leave <!DOCTYPE …> out',
  zh: '不允许使用文档类型声明：请去掉 <!DOCTYPE …>',
}
const tooManyAttributes: Text = {
  en: `An element has more than ${mostAttributes} attributes`,
  zh: `一个元素的属性超过 ${mostAttributes} 个`,
}
function tooManyParts(most: number): Text {
  return {
    en: `For its size the document has too many elements and attributes: more than ${most}`,
    zh: `就其大小而言，文档的元素和属性过多：超过 ${most} 个`,
  }
}

const tooDeep: Text = {
  en: `More than ${deepest} elements lie inside each other`,
  zh: `元素的嵌套超过 ${deepest} 层`,
}
