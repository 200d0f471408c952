import { SaxesParser } from 'saxes'
import type { MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { releaseOf } from '../release.ts'

/** maven-metadata.xml: all versions, and when the last of them came. */
export const maven: MetadataSource = {
  name: 'maven',
  path: ({ namespace = '', name }) =>
    [...namespace.split('.'), name, 'maven-metadata.xml'].map(encodeURIComponent).join('/'),
  read,
}

interface Metadata {
  versions: string[]
  latest?: string
  lastUpdated?: string
}

function read(text: string): PackageMetadata {
  const { versions, latest, lastUpdated } = parse(text)
  const releasedAt = timeOf(lastUpdated)
  const newest = latest ?? versions.at(-1)
  const releases = versions.flatMap(
    version => releaseOf({ version, releasedAt: version === newest ? releasedAt : undefined }) ?? [],
  )
  return { releases }
}

function parse(text: string): Metadata {
  const found: Metadata = { versions: [] }
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
    if (path.length > 20) refuse('This nests too deep')
  })
  parser.on('text', piece => {
    content += piece
  })
  parser.on('closetag', () => {
    keep(found, path.join('/'), content.trim())
    path.pop()
    content = ''
  })
  parser.write(text).close()
  return found
}

function keep(found: Metadata, path: string, content: string) {
  if (content === '') return
  if (path === 'metadata/versioning/versions/version') found.versions.push(content)
  else if (path === 'metadata/versioning/latest') found.latest = content
  else if (path === 'metadata/versioning/lastUpdated') found.lastUpdated = content
}

/** `20260504030201` */
function timeOf(lastUpdated: string | undefined): string | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(lastUpdated ?? '')?.slice(1)
  if (!parts) return undefined
  const [year, month, day, hour, minute, second] = parts
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
