import { repositoryInLink } from '../../../../lib/repository-address/repository-in-link.ts'
import { splitNames, toldMakers } from '../makers.ts'
import type { Asked, MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata, Release } from '../package-metadata.ts'
import { releaseOf, told } from '../release.ts'
import { parseRecord, recordIn, recordsIn, textIn, timeIn } from '../untrusted.ts'
import { repositoryInNuspec } from './nuspec.ts'

/** Registration index: https://learn.microsoft.com/nuget/api/registration-base-url-resource */
export const nuget: MetadataSource = {
  name: 'nuget',
  path: ({ name }) => `${encodeURIComponent(name.toLowerCase())}/index.json`,
  read,
}

const mostPages = 200

/** Packages with many versions have them on pages of their own. */
async function read(text: string, { of: { name }, ask }: Asked): Promise<PackageMetadata> {
  const releases: Release[] = []
  let makers: ReturnType<typeof toldMakers> = {}
  let repository: string | undefined
  for (const page of recordsIn(parseRecord(text)['items']).slice(0, mostPages)) {
    const leaves = Array.isArray(page['items']) ? page['items'] : await readPage(page, name.toLowerCase(), ask)
    for (const leaf of recordsIn(leaves)) {
      const entry = recordIn(leaf['catalogEntry'])
      const release = toRelease(entry)
      // Those of the newest, which comes last.
      makers = { ...makers, ...toldMakers(splitNames(entry['authors'])) }
      repository = repositoryInLink(textIn(entry['projectUrl']) ?? '') ?? repository
      if (release) releases.push(release)
    }
  }
  repository ??= await askNuspec(name.toLowerCase(), releases.findLast(({ yanked }) => !yanked)?.version, ask)
  return { releases, ...told(repository), ...makers }
}

/** The index tells the home page of a package alone; its source the nuspec tells, where the mirror has that as well. */
async function askNuspec(name: string, version: string | undefined, ask: Asked['ask']): Promise<string | undefined> {
  if (version === undefined || !/^\d[\w.-]*$/.test(version)) return undefined
  const text = await ask([name, version.toLowerCase(), `${name}.nuspec`].map(encodeURIComponent).join('/'))
  return text === undefined ? undefined : repositoryInNuspec(text)
}

/** Of its address only the part behind the package's name is ours to follow: a mirror stands elsewhere. */
async function readPage(page: Record<string, unknown>, name: string, ask: Asked['ask']): Promise<unknown> {
  const address = textIn(page['@id']) ?? ''
  const [, below = ''] = address.split(`/${name}/`)
  if (!/^page(\/[\w.+-]+)+\.json$/.test(below)) return []
  const text = await ask(`${encodeURIComponent(name)}/${below}`)
  return text === undefined ? [] : parseRecord(text)['items']
}

/** What is unlisted has the year 1900 for its time. */
function toRelease(entry: Record<string, unknown>): Release | undefined {
  const releasedAt = timeIn(entry['published'])
  const deprecation = entry['deprecation'] === undefined ? undefined : recordIn(entry['deprecation'])
  return releaseOf({
    version: textIn(entry['version']),
    releasedAt: releasedAt?.startsWith('1900') ? undefined : releasedAt,
    license: textIn(entry['licenseExpression']),
    yanked: entry['listed'] === false,
    deprecated: deprecation && (textIn(deprecation['message']) ?? ''),
  })
}
