import { toldMakers } from '../makers.ts'
import type { MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { releaseOf, told } from '../release.ts'
import { parseRecord, recordIn, textIn, timeIn } from '../untrusted.ts'

/** A packument: the whole one, for the short one tells no times. */
export const npm: MetadataSource = {
  name: 'npm',
  path: ({ namespace, name }) => (namespace ? `${namespace}%2F${encodeURIComponent(name)}` : encodeURIComponent(name)),
  read,
}

/** An address, a record with one, or `owner/name` of GitHub. */
function repositoryOf(said: unknown): string | undefined {
  const text = textIn(said) ?? textIn(recordIn(said)['url'])
  const [, short] = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(text ?? '') ?? []
  return short ? `https://github.com/${short}` : text
}

function read(text: string): PackageMetadata {
  const packument = parseRecord(text)
  const times = recordIn(packument['time'])
  const releases = Object.entries(recordIn(packument['versions'])).flatMap(([version, value]) => {
    const manifest = recordIn(value)
    const deprecated = manifest['deprecated']
    const release = releaseOf({
      version,
      releasedAt: timeIn(times[version]),
      license: textIn(manifest['license']) ?? textIn(recordIn(manifest['license'])['type']),
      deprecated:
        typeof deprecated === 'string' && deprecated !== '' ? deprecated : deprecated === true ? '' : undefined,
    })
    return release ?? []
  })
  // Who writes it, else who publishes it.
  const makers = toldMakers(packument['author'] ?? packument['maintainers'])
  return { releases, ...told(repositoryOf(packument['repository'])), ...makers }
}
