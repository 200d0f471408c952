import type { MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { releaseOf, told } from '../release.ts'
import { parseRecord, recordIn, recordsIn, textIn, timeIn } from '../untrusted.ts'

/** Hosted pub repositories, version 2: `api/packages/NAME`. */
export const pub: MetadataSource = {
  name: 'pub',
  path: ({ name }) => `api/packages/${encodeURIComponent(name)}`,
  read,
}

function read(text: string): PackageMetadata {
  const document = parseRecord(text)
  const releases = recordsIn(document['versions']).flatMap(entry => {
    const release = releaseOf({
      version: textIn(entry['version']),
      releasedAt: timeIn(entry['published']),
      yanked: entry['retracted'] === true,
    })
    return release ?? []
  })
  const replacedBy = textIn(document['replacedBy'])
  const pubspec = recordIn(recordIn(document['latest'])['pubspec'])
  const metadata = { releases, ...told(textIn(pubspec['repository'])) }
  return document['isDiscontinued'] === true ? { ...metadata, deprecated: replacedBy ?? '' } : metadata
}
