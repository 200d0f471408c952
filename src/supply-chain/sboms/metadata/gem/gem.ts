import { splitNames, toldMakers } from '../makers.ts'
import type { MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { joinLicenses, releaseOf } from '../release.ts'
import { recordsIn, textIn, textsIn, timeIn } from '../untrusted.ts'

/** What RubyGems answers of all versions: `api/v1/versions/NAME.json`. Yanked ones are not among them. */
export const gem: MetadataSource = {
  name: 'gem',
  path: ({ name }) => `api/v1/versions/${encodeURIComponent(name)}.json`,
  read,
}

/** A version for several platforms is listed for each: the first of them counts. */
function read(text: string): PackageMetadata {
  const document: unknown = JSON.parse(text)
  if (!Array.isArray(document)) throw new SyntaxError('This is no list of versions')
  const byVersion = Map.groupBy(recordsIn(document), entry => textIn(entry['number']) ?? '')
  const releases = [...byVersion].flatMap(([version, entries]) => {
    const times = entries.flatMap(entry => timeIn(entry['created_at']) ?? [])
    const licenses = entries.map(entry => textsIn(entry['licenses'])).find(({ length }) => length > 0) ?? []
    return releaseOf({ version, releasedAt: times.sort()[0], license: joinLicenses(licenses, 'AND') }) ?? []
  })
  return { releases, ...toldMakers(splitNames(recordsIn(document)[0]?.['authors'])) }
}
