import { SaxesParser } from 'saxes'

export interface XmlElement {
  name: string
  /** What is written in it directly, trimmed. */
  text: string
  children: XmlElement[]
  attributes: ReadonlyMap<string, string>
  /** Of its opening tag; from 1. */
  line: number
}

const deepestNesting = 100

/** Entities that a document type declares are not expanded but refused. Throws a SyntaxError with the line. */
export function parseXml(text: string): XmlElement {
  const top: XmlElement = { name: '', text: '', children: [], attributes: new Map(), line: 1 }
  const open = [top]
  const parser = new SaxesParser({ xmlns: false })
  const refuse = (problem: string) => {
    throw new SyntaxError(`${problem} (line ${parser.line})`)
  }
  parser.on('error', error => refuse(error.message.replace(/^\d+:\d+: /, '')))
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > deepestNesting) refuse(`Elements are nested more than ${deepestNesting} deep`)
    const element = { name, text: '', children: [], attributes: new Map(Object.entries(attributes)), line: parser.line }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  const addText = (text: string) => {
    const element = open.at(-1)
    if (element) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const element = open.pop()
    if (element) element.text = element.text.trim()
  })
  parser.write(text).close()
  const [root] = top.children
  return root ?? refuse('There is no element')
}

export function findChild(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let at = element
  for (const name of path) at = at?.children.find(child => child.name === name)
  return at
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter(child => child.name === name) ?? []
}

/** Undefined where it is absent or empty. */
export function textOf(element: XmlElement | undefined, ...path: string[]): string | undefined {
  return findChild(element, ...path)?.text || undefined
}
