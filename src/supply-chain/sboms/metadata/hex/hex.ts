import { toldMakers } from '../makers.ts'
import type { MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { joinLicenses, releaseOf, told } from '../release.ts'
import { parseRecord, recordIn, recordsIn, textIn, textsIn, timeIn } from '../untrusted.ts'

/** The API of Hex: `packages/NAME`. */
export const hex: MetadataSource = {
  name: 'hex',
  path: ({ name }) => `packages/${encodeURIComponent(name)}`,
  read,
}

/** Licenses are those of the package, told once. */
function read(text: string): PackageMetadata {
  const document = parseRecord(text)
  const license = joinLicenses(textsIn(recordIn(document['meta'])['licenses']), 'AND')
  const retired = recordIn(document['retirements'])
  const releases = recordsIn(document['releases']).flatMap(entry => {
    const version = textIn(entry['version'])
    const retirement = version && Object.hasOwn(retired, version) ? recordIn(retired[version]) : undefined
    const release = releaseOf({
      version,
      releasedAt: timeIn(entry['inserted_at']),
      license,
      deprecated: retirement && (textIn(retirement['message']) ?? textIn(retirement['reason']) ?? ''),
    })
    return release ?? []
  })
  const links = Object.entries(recordIn(recordIn(document['meta'])['links']))
  const repository = links.find(([name]) => /^(github|gitlab|source|repository)$/i.test(name))?.[1]
  return { releases, ...told(textIn(repository)), ...toldMakers(document['owners']) }
}
