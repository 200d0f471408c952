import { SaxesParser } from 'saxes'

/** What a POM tells of the package itself, and of which other it takes the rest. */
export interface Pom {
  licenses: string[]
  organization?: string
  organizationUrl?: string
  developers: string[]
  source?: string
  parent: { groupId?: string; artifactId?: string; version?: string }
}

const deepest = 20

/** Throws a SyntaxError with the line. */
export function parsePom(text: string): Pom {
  const pom: Pom = { licenses: [], developers: [], parent: {} }
  readElements(text, (path, content) => keep(pom, path, content))
  return pom
}

/** Each element by its path, with its text. */
export function readElements(text: string, take: (path: string, content: string) => void) {
  const path: string[] = []
  let content = ''
  const parser = new SaxesParser()
  const refuse = (why: string) => {
    throw new SyntaxError(`${why} (line ${parser.line})`)
  }
  parser.on('error', () => refuse('This is no XML'))
  parser.on('doctype', () => refuse('A document type is not read'))
  parser.on('opentag', ({ name }) => {
    path.push(name)
    content = ''
    if (path.length > deepest) refuse('This nests too deep')
  })
  parser.on('text', piece => {
    content += piece
  })
  parser.on('closetag', () => {
    if (content.trim() !== '') take(path.join('/'), content.trim())
    path.pop()
    content = ''
  })
  parser.write(text).close()
}

function keep(pom: Pom, path: string, content: string) {
  // A name that is put together when it is built is none yet.
  if (content.includes('${')) return
  if (path === 'project/licenses/license/name') pom.licenses.push(content)
  else if (path === 'project/organization/name') pom.organization = content
  else if (path === 'project/organization/url') pom.organizationUrl = content
  else if (path === 'project/developers/developer/name') pom.developers.push(content)
  else if (path === 'project/scm/url') pom.source = content
  else if (path === 'project/parent/groupId') pom.parent.groupId = content
  else if (path === 'project/parent/artifactId') pom.parent.artifactId = content
  else if (path === 'project/parent/version') pom.parent.version = content
}
