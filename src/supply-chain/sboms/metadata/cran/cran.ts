import { toldMakers } from '../makers.ts'
import type { MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { releaseOf } from '../release.ts'
import { parseRecord, recordIn, textIn, timeIn } from '../untrusted.ts'

/** crandb, the database of all versions on CRAN: `NAME/all`. */
export const cran: MetadataSource = {
  name: 'cran',
  path: ({ name }) => `${encodeURIComponent(name)}/all`,
  read,
}

function read(text: string): PackageMetadata {
  const document = parseRecord(text)
  const timeline = recordIn(document['timeline'])
  const releases = Object.entries(recordIn(document['versions'])).flatMap(([version, value]) => {
    const description = recordIn(value)
    const release = releaseOf({
      version,
      releasedAt: timeIn(timeline[version]) ?? timeIn(description['date']),
      license: textIn(description['License']),
    })
    return release ?? []
  })
  const latest = recordIn(recordIn(document['versions'])[textIn(document['latest']) ?? ''])
  const makers = toldMakers(latest['Maintainer'])
  return { releases, ...(document['archived'] === true && { deprecated: '' }), ...makers }
}
