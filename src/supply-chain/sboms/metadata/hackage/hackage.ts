import { compareVersions } from '../../../../lib/versions/versions.ts'
import { splitNames, toldMakers } from '../makers.ts'
import type { Asked, MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata, Release } from '../package-metadata.ts'
import { releaseOf } from '../release.ts'
import { parseRecord, textIn, timeIn } from '../untrusted.ts'

/** Hackage below `…/package`: `NAME.json` lists the versions, `NAME-VERSION.json` tells of one. */
export const hackage: MetadataSource = {
  name: 'hackage',
  path: ({ name }) => `${encodeURIComponent(name)}.json`,
  read,
}

const mostAsked = 100

/** Of those in use and of the newest there is more to ask. */
async function read(text: string, { of: { name }, versions, ask }: Asked): Promise<PackageMetadata> {
  const states = Object.entries(parseRecord(text)).filter(([version]) => /^\d+(\.\d+)*$/.test(version))
  const inOrder = states.toSorted(([one], [other]) => compareVersions('hackage', other, one))
  const newest = inOrder.find(([, state]) => state === 'normal')?.[0]
  const asked = new Set([...(newest === undefined ? [] : [newest]), ...versions].slice(0, mostAsked))
  const releases: Release[] = []
  let makers: ReturnType<typeof toldMakers> = {}
  for (const [version, state] of inOrder) {
    const more = asked.has(version) ? await ask(`${encodeURIComponent(`${name}-${version}`)}.json`) : undefined
    const { uploaded_at: at, license, author } = more === undefined ? {} : parseRecord(more)
    const deprecated = state === 'deprecated' ? '' : undefined
    const release = releaseOf({ version, releasedAt: timeIn(at), license: textIn(license), deprecated })
    if (release) releases.push(release)
    if (version === newest) makers = toldMakers(splitNames(author))
  }
  return { releases, ...makers }
}
