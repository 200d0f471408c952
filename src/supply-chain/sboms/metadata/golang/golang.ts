import type { Purl } from '../../../../lib/purl/purl.ts'
import { compareVersions } from '../../../../lib/versions/versions.ts'
import type { Asked, MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { releaseOf, told } from '../release.ts'
import { parseRecord, recordIn, textIn, timeIn } from '../untrusted.ts'

/** The protocol of module proxies: https://go.dev/ref/mod#goproxy-protocol. Each version tells its time by itself. */
export const golang: MetadataSource = { name: 'golang', path: of => `${pathOf(of)}/@v/list`, read }

/** Times, and where it came from, are asked for of what is in use and of what could be the newest; of all others they do not matter. */
async function read(text: string, { of, versions, ask }: Asked): Promise<PackageMetadata> {
  const listed = text.split('\n').flatMap(line => line.trim().split(/\s+/, 1)[0] || [])
  const broken = listed.find(version => !isPlain(version))
  if (broken !== undefined) throw new SyntaxError('This is no list of versions of a module')
  const stable = listed.filter(version => !version.includes('-'))
  const newest = (stable.length > 0 ? stable : listed).toSorted((a, b) => compareVersions('golang', b, a)).slice(0, 1)
  const wanted = new Set([...newest, ...versions.filter(isPlain)])
  const infos = new Map<string, string>()
  for (const version of wanted) {
    const info = await ask(`${pathOf(of)}/@v/${encodeURIComponent(escapeCapitals(version))}.info`)
    if (info !== undefined) infos.set(version, info)
  }
  const releases = [...new Set([...listed, ...infos.keys()])].flatMap(version => {
    const info = infos.get(version)
    return releaseOf({ version, releasedAt: info === undefined ? undefined : timeOf(info) }) ?? []
  })
  return { releases, ...told([...newest, ...infos.keys()].flatMap(version => originOf(infos.get(version)) ?? [])[0]) }
}

/** The repository that the proxy had it from, where it tells that: modules are not always where their path says. */
function originOf(info: string | undefined): string | undefined {
  return info === undefined ? undefined : textIn(recordIn(parseRecord(info)['Origin'])['URL'])
}

/** It becomes part of an address. */
function isPlain(version: string): boolean {
  return /^v\d[\w.+-]*$/.test(version)
}

function timeOf(info: string): string | undefined {
  const { Time: time, Version: version } = parseRecord(info)
  return textIn(version) === undefined ? undefined : timeIn(time)
}

function pathOf({ namespace, name }: Purl): string {
  const path = namespace ? `${namespace}/${name}` : name
  return path
    .split('/')
    .map(segment => encodeURIComponent(escapeCapitals(segment)))
    .join('/')
}

/** File systems that do not tell capitals apart must. */
function escapeCapitals(text: string): string {
  return text.replaceAll(/[A-Z]/g, letter => `!${letter.toLowerCase()}`)
}
