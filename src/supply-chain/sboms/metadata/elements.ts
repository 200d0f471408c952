import { SaxesParser } from 'saxes'

const deepest = 20

type Attributes = Readonly<Record<string, string>>

/** Each element by its path, with its text and attributes. Throws a SyntaxError with the line. */
export function readElements(text: string, take: (path: string, content: string, attributes: Attributes) => void) {
  const path: { name: string; attributes: Attributes }[] = []
  let content = ''
  const parser = new SaxesParser()
  const refuse = (why: string) => {
    throw new SyntaxError(`${why} (line ${parser.line})`)
  }
  parser.on('error', () => refuse('This is no XML'))
  parser.on('doctype', () => refuse('A document type is not read'))
  parser.on('opentag', ({ name, attributes }) => {
    path.push({ name, attributes })
    content = ''
    if (path.length > deepest) refuse('This nests too deep')
  })
  parser.on('text', piece => {
    content += piece
  })
  parser.on('closetag', () => {
    const names = path.map(({ name }) => name).join('/')
    take(names, content.trim(), path.pop()?.attributes ?? {})
    content = ''
  })
  parser.write(text).close()
}
