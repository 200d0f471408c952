import { repositoryInLink } from '../../../../lib/repository-address/repository-in-link.ts'
import { toldMakers } from '../makers.ts'
import type { MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { releaseOf, told } from '../release.ts'
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
  const isArchived = document['archived'] === true
  return { releases, ...(isArchived && { deprecated: '' }), ...told(repositoryOf(latest)), ...makers }
}

/** Addresses apart by commas or blanks; there is no field for the source. */
function repositoryOf(description: Record<string, unknown>): string | undefined {
  const links = [description['URL'], description['BugReports']].flatMap(said => (textIn(said) ?? '').split(/[\s,<>]+/))
  return links.flatMap(link => (/^https?:/.test(link) ? (repositoryInLink(link) ?? []) : []))[0]
}
