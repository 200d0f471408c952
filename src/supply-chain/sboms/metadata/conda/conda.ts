import { splitNames, toldMakers } from '../makers.ts'
import type { MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { releaseOf, told } from '../release.ts'
import { parseRecord, recordIn, recordsIn, textIn, timeIn } from '../untrusted.ts'

/** The API of anaconda.org below the address of a channel: `…/package/conda-forge`. */
export const conda: MetadataSource = {
  name: 'conda',
  path: ({ name }) => encodeURIComponent(name),
  read,
}

/** A version has a file for each platform: it is as old as the first. */
function read(text: string): PackageMetadata {
  const document = parseRecord(text)
  const license = textIn(document['license'])
  const files = Map.groupBy(recordsIn(document['files']), file => textIn(file['version']) ?? '')
  const releases = [...files].flatMap(([version, some]) => {
    const times = some.flatMap(file => timeIn(file['upload_time']) ?? [])
    const own = some.map(file => textIn(recordIn(file['attrs'])['license'])).find(said => said !== undefined)
    return releaseOf({ version, releasedAt: times.sort()[0], license: own ?? license }) ?? []
  })
  const { source_git_url: source, dev_url: development, owner } = document
  return {
    releases,
    ...told(textIn(source) ?? splitNames(development)[0]),
    ...toldMakers(textIn(recordIn(owner)['name']) ?? textIn(recordIn(owner)['login'])),
  }
}
