import type { MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { releaseOf, told } from '../release.ts'
import { parseRecord, recordIn, recordsIn, textIn, timeIn } from '../untrusted.ts'

/** The index (a line a release, RFC 2789), or what the API of crates.io answers of a crate, which tells licenses too. */
export const cargo: MetadataSource = {
  name: 'cargo',
  path: ({ name }) => `${prefixOf(name.toLowerCase())}/${encodeURIComponent(name.toLowerCase())}`,
  read,
}

function prefixOf(name: string): string {
  if (name.length <= 2) return String(name.length)
  if (name.length === 3) return `3/${name.slice(0, 1)}`
  return `${name.slice(0, 2)}/${name.slice(2, 4)}`
}

function read(text: string): PackageMetadata {
  const answer = findAnswer(text)
  const entries = answer ?? readLines(text)
  const releases = entries.flatMap(entry => {
    const release = releaseOf({
      version: textIn(entry['num']) ?? textIn(entry['vers']),
      releasedAt: timeIn(entry['created_at']) ?? timeIn(entry['pubtime']),
      license: textIn(entry['license'])?.replaceAll(/\s*\/\s*/g, ' OR '),
      yanked: entry['yanked'] === true,
    })
    return release ?? []
  })
  return { releases, ...told(answer && repositoryOf(text)) }
}

function repositoryOf(text: string): string | undefined {
  return textIn(recordIn(parseRecord(text)['crate'])['repository'])
}

function findAnswer(text: string): Record<string, unknown>[] | undefined {
  if (!/"versions"\s*:/.test(text)) return undefined
  const { versions } = parseRecord(text)
  return recordsIn(versions)
}

function readLines(text: string): Record<string, unknown>[] {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return lines.map(parseRecord)
}
