import { createHash } from 'node:crypto'
import type { ComponentUse } from '../model.ts'

/** One component as one holder names it: a manifest, or a bill of materials. */
export interface Holding {
  /** Canonical package URL with version; of what has none a `name:`, see `nameKey`. */
  purl: string
  /** The same without version, qualifiers and subpath. */
  package: string
  version: string
  relation: ComponentUse['relation']
  scope: ComponentUse['scope']
  /** As declared. */
  license?: string | undefined
  concluded?: string | undefined
  supplier?: string | undefined
  requirement?: string | undefined
  /** The one before it on the shortest way, by its place in the list. */
  parent?: number | undefined
  /** The way from the direct dependency on, where parents do not tell it. */
  path?: string[] | undefined
  /** `SHA-256:…` */
  hashes?: string[] | undefined
  /** The last day that it is kept up, as the document says. */
  validUntil?: string | undefined
  /** Where its source is kept under version control, as the document says. */
  repository?: string | undefined
}

/** What holds components. The same fields are the same holder: what is read anew takes the place of what was there. */
export interface HolderKey {
  kind: 'manifest' | 'sbom'
  project?: string
  release?: number
  /** Of a delivery: whose it is. */
  supplier?: string
  /** The manifest's path; the part of a release; what was delivered. */
  name: string
  /** Of a delivery: each version is one. */
  edition?: string
}

export function slotOf({ kind, project = '', release = 0, supplier = '', name, edition = '' }: HolderKey): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, project, release, supplier, name, edition]))
    .digest('hex')
}

const longestKey = 1000

/** What a component without a package URL is known by. */
export function nameKey(
  name: string,
  { group, supplier }: { group?: string | undefined; supplier?: string | undefined },
) {
  const whole = group ? `${group}/${name}` : name
  return shorten(`name:${encode(supplier ?? '')}/${encode(whole)}`)
}

export function versionKey(packageKey: string, version: string): string {
  return shorten(version ? `${packageKey}@${encode(version)}` : packageKey)
}

/** An index takes no key of any length: of a longer one the end is told by its hash. */
export function shorten(key: string): string {
  if (key.length <= longestKey) return key
  return `${key.slice(0, longestKey - 70).toWellFormed()}…${createHash('sha256').update(key).digest('hex')}`
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** What a package is called, from its key. */
export function describePackage(key: string): { type: string; name: string; base: string } {
  const [, type = '', ...rest] = key.split(/[:/]/)
  const isNamed = key.startsWith('name:')
  const name = decode(rest.join('/'))
  const base = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  return { type: isNamed ? '' : type, name, base: base.slice(0, longestKey) }
}

/** What a step on a way is called: of a package URL without its type, of what has none its name. */
export function shortKey(key: string): string {
  return decode(key.replace(/^pkg:[^/]+\/|^name:[^/]*\//, '').replace(/[?#].*$/s, ''))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export interface Change {
  came: number
  went: number
  changed: number
}
