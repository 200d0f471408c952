import { toldMakers } from '../makers.ts'
import type { MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { joinLicenses, releaseOf, told } from '../release.ts'
import { parseRecord, recordIn, recordsIn, textIn, textsIn, timeIn } from '../untrusted.ts'

/** Composer repositories, version 2: `p2/vendor/name.json`. */
export const composer: MetadataSource = {
  name: 'composer',
  path: ({ namespace = '', name }) => `p2/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}.json`,
  read: (text, { of: { namespace = '', name } }) => read(text, `${namespace}/${name}`),
}

function read(text: string, name: string): PackageMetadata {
  const document = parseRecord(text)
  const entries = recordsIn(recordIn(document['packages'])[name])
  const whole = document['minified'] === 'composer/2.0' ? expand(entries) : entries
  const releases = whole.flatMap(entry => {
    const release = releaseOf({
      version: textIn(entry['version'])?.replace(/^v(?=\d)/, ''),
      releasedAt: timeIn(entry['time']),
      license: joinLicenses(textsIn(entry['license']), 'OR'),
    })
    return release ?? []
  })
  const abandoned = whole[0]?.['abandoned']
  const metadata = {
    releases,
    ...told(textIn(recordIn(whole[0]?.['source'])['url'])),
    ...toldMakers(whole[0]?.['authors']),
  }
  if (abandoned === true) return { ...metadata, deprecated: '' }
  return typeof abandoned === 'string' ? { ...metadata, deprecated: abandoned } : metadata
}

/** Minified, each says only in what it differs from the one before. */
function expand(entries: Record<string, unknown>[]): Record<string, unknown>[] {
  let before: Record<string, unknown> = {}
  return entries.map(entry => {
    before = Object.fromEntries(Object.entries({ ...before, ...entry }).filter(([, value]) => value !== '__unset'))
    return before
  })
}
