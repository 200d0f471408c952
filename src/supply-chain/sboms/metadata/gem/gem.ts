import { repositoryInLink } from '../../../../lib/repository-address/repository-in-link.ts'
import { splitNames, toldMakers } from '../makers.ts'
import type { Asked, MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { joinLicenses, releaseOf, told } from '../release.ts'
import { parseRecord, recordIn, recordsIn, textIn, textsIn, timeIn } from '../untrusted.ts'

/** What RubyGems answers of all versions: `api/v1/versions/NAME.json`. Yanked ones are not among them. */
export const gem: MetadataSource = {
  name: 'gem',
  path: ({ name }) => `api/v1/versions/${encodeURIComponent(name)}.json`,
  read,
}

/** A version for several platforms is listed for each: the first of them counts. */
async function read(text: string, { of: { name }, ask }: Asked): Promise<PackageMetadata> {
  const document: unknown = JSON.parse(text)
  if (!Array.isArray(document)) throw new SyntaxError('This is no list of versions')
  const byVersion = Map.groupBy(recordsIn(document), entry => textIn(entry['number']) ?? '')
  const releases = [...byVersion].flatMap(([version, entries]) => {
    const times = entries.flatMap(entry => timeIn(entry['created_at']) ?? [])
    const licenses = entries.map(entry => textsIn(entry['licenses'])).find(({ length }) => length > 0) ?? []
    return releaseOf({ version, releasedAt: times.sort()[0], license: joinLicenses(licenses, 'AND') }) ?? []
  })
  const [newest, ...others] = recordsIn(document)
  const named = [newest, ...others].flatMap(entry => repositoryOf(recordIn(entry?.['metadata'])) ?? [])[0]
  const repository = named ?? (newest && (await askGem(name, ask)))
  return { releases, ...told(repository), ...toldMakers(splitNames(newest?.['authors'])) }
}

/** The links of its maintainers, which older gems have only there. */
async function askGem(name: string, ask: Asked['ask']): Promise<string | undefined> {
  const text = await ask(`api/v1/gems/${encodeURIComponent(name)}.json`)
  return text === undefined ? undefined : repositoryOf(parseRecord(text))
}

/** Its home page may be its repository, too. */
function repositoryOf(links: Record<string, unknown>): string | undefined {
  return textIn(links['source_code_uri']) ?? repositoryInLink(textIn(links['homepage_uri']) ?? '')
}
