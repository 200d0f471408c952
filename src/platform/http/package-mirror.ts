import { Failure } from '../failure.ts'
import { readFileBelow } from '../files/file-tree.ts'
import type { Reach } from '../reach.ts'

/** Where metadata of packages may be had: copies of registries that the operator names. Nothing else is ever asked. */
export interface PackageMirror {
  /** The host that is asked for a type, `folder` where files are read; undefined where nothing is named. */
  sourceOf(type: string): string | undefined
  /** A document of the registry of that type, by its path there, each segment encoded. */
  ask(type: string, path: string, known?: { etag?: string | undefined; signal?: AbortSignal }): Promise<MirrorAnswer>
}

type MirrorAnswer =
  | { state: 'found'; text: string; etag?: string }
  /** Still as it was under the `etag` that was known. */
  | { state: 'unchanged' }
  | { state: 'none' }

/** What a server wants to be left alone for. */
export interface Patience {
  /** Seconds. */
  retryAfter: number
}

/** Generous: the largest packuments are near 100 MB, most below 1 MB. */
export const largestDocument = 128 * 1024 * 1024
const longestPatience = 24 * 3600

interface Places {
  folder: string | undefined
  byType: Map<string, string>
}

/** `/folder`, or `npm=https://mirror.example/npm pypi=https://…/{path} maven=/folder`; several apart by blanks. */
export function openPackageMirror(setting: string, fetch: Reach['fetch']): PackageMirror {
  const { folder, byType } = readSetting(setting)
  return {
    sourceOf(type) {
      const place = byType.get(type)
      if (place !== undefined && isAddress(place)) return new URL(place.replace('{path}', '')).host
      return (place ?? folder) === undefined ? undefined : 'folder'
    },
    async ask(type, path, known = {}) {
      const place = byType.get(type)
      if (place !== undefined && isAddress(place)) return askServer(fetch, addressOf(place, path), known)
      if (place !== undefined) return askFolder(place, path)
      return folder === undefined ? { state: 'none' } : askFolder(folder, `${type}/${path}`)
    },
  }
}

function readSetting(setting: string): Places {
  const byType = new Map<string, string>()
  let folder: string | undefined
  for (const entry of setting.trim().split(/[\s,;]+(?=[a-z][a-z0-9.-]*=)/)) {
    const [, type, place = ''] = /^([a-z][a-z0-9.-]*)=(.+)$/s.exec(entry) ?? []
    if (type === undefined) folder = requirePlace(entry, isAddress(entry))
    else byType.set(type, requirePlace(place.trim(), isAddress(place) && !URL.canParse(place.replace('{path}', ''))))
  }
  return { folder, byType }
}

function requirePlace(place: string, isWrong: boolean): string {
  if (!isWrong && place !== '') return place
  throw new Failure('invalid-input', {
    en: 'OSPO_PACKAGE_METADATA is a folder, or names an address for each kind of package: npm=https://mirror.example/npm pypi=https://…',
    zh: 'OSPO_PACKAGE_METADATA 应为文件夹，或为每种包给出地址：npm=https://mirror.example/npm pypi=https://…',
  })
}

function isAddress(place: string): boolean {
  return /^https?:\/\//i.test(place)
}

function addressOf(place: string, path: string): string {
  return place.includes('{path}') ? place.replace('{path}', path) : `${place.replace(/\/+$/, '')}/${path}`
}

/** As it was saved: under the path itself or that path decoded, with or without `.json` behind it. */
async function askFolder(folder: string, path: string): Promise<MirrorAnswer> {
  const plain = decodeURIComponent(path)
  for (const name of new Set([`${plain}.json`, plain, `${path}.json`, path])) {
    const bytes = await readFileBelow(folder, name, largestDocument)
    if (bytes) return { state: 'found', text: bytes.toString('utf8') }
  }
  return { state: 'none' }
}

async function askServer(
  fetch: Reach['fetch'],
  address: string,
  { etag, signal }: { etag?: string | undefined; signal?: AbortSignal },
): Promise<MirrorAnswer> {
  const response = await fetch(address, {
    headers: { 'user-agent': 'ospo-package-metadata', accept: '*/*', ...(etag && { 'if-none-match': etag }) },
    ...(signal && { signal }),
  })
  const { status, headers } = response
  if (status === 304) return { state: 'unchanged' }
  if (status === 404 || status === 410) return { state: 'none' }
  if (status !== 200) throw refused(new URL(address).host, response)
  const bytes = await response.arrayBuffer()
  if (bytes.byteLength >= largestDocument) throw tooLarge(address)
  const fresh = headers.get('etag')
  return { state: 'found', text: new TextDecoder().decode(bytes), ...(fresh && { etag: fresh }) }
}

function refused(host: string, { status, headers }: Response) {
  const seconds = Number(headers.get('retry-after'))
  const wants = status === 429 || status === 503
  const detail: Patience | undefined = wants
    ? { retryAfter: Math.min(longestPatience, Number.isFinite(seconds) && seconds > 0 ? seconds : 60) }
    : undefined
  return new Failure(
    'upstream-failed',
    {
      en: `${host} answered ${status}: check the address in OSPO_PACKAGE_METADATA; redirects are not followed`,
      zh: `${host} 返回 ${status}：请检查 OSPO_PACKAGE_METADATA 中的地址；不跟随重定向`,
    },
    { detail },
  )
}

function tooLarge(address: string) {
  return new Failure('upstream-failed', {
    en: `${address} is larger than ${largestDocument / 1024 ** 2} MiB: it is left out`,
    zh: `${address} 超过 ${largestDocument / 1024 ** 2} MiB：已略过`,
  })
}
