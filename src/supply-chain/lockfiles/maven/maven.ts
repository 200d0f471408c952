import { formatPurl } from '../../../lib/purl/purl.ts'
import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { parentPaths } from './lineage.ts'
import { type Declared, type Pom, parsePom } from './pom.ts'
import {
  warnOfImport,
  warnOfManagedElsewhere,
  warnOfProfile,
  warnOfUnresolvedName,
  warnOfUnresolvedVersion,
} from './warnings.ts'

/**
 * pom.xml: what a project of Maven asks for, its parents in the same repository included. What that asks for in turn is
 * in no file of the project.
 */
export const maven: LockfileReader = {
  name: 'maven',
  reads: path => /(^|\/)pom\.xml$/.test(path),
  companions: parentPaths,
  read,
}

type Warning = NonNullable<Inventory['warnings']>[number]

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const pom = parsePom(text, companions)
  const managed = new Map(pom.managed.map(one => [keyOf(one), one]))
  const manage = (one: Declared) => applyManaged(one, managed.get(keyOf(one)))
  const asked = pom.dependencies.map(manage).filter(one => !isOwn(pom, one))
  const overruled = new Set(pom.dependencies.map(keyOf))
  const inherited = pom.inherited.filter(one => !overruled.has(keyOf(one))).map(manage)
  const known = [...asked, ...inherited.filter(one => !isOwn(pom, one))].filter(isNamed)
  const direct = known.map((one): DirectNeed => ({ of: lockPackage(one), scope: scopeOf(one) }))
  const warnings = listWarnings(pom, asked)
  const packages = direct.map(need => need.of)
  return {
    dependencies: listDependencies({ packages, direct, complete: true }),
    ...(warnings.length > 0 && { warnings }),
  }
}

function keyOf({ groupId, artifactId, type, classifier = '' }: Declared): string {
  return JSON.stringify([groupId, artifactId, type, classifier])
}

function applyManaged(one: Declared, managed: Declared | undefined): Declared {
  if (!managed) return one
  const { version, scope, optional } = { ...managed, ...one }
  return { ...one, ...(version && { version }), ...(scope && { scope }), ...(optional && { optional }) }
}

/** A module of the same project: of its group or one below, and of its very version. */
function isOwn({ version: own, groups }: Pom, { groupId, version }: Declared): boolean {
  return version === own && groups.some(group => groupId === group || groupId.startsWith(`${group}.`))
}

function isNamed({ groupId, artifactId }: Declared): boolean {
  return [groupId, artifactId].every(name => /^[\w.-]+$/.test(name))
}

function lockPackage({ groupId, artifactId, version, type, classifier }: Declared): LockedPackage {
  const pinned = version === undefined ? undefined : findPin(version)
  const qualifiers = { ...(type !== 'jar' && { type }), ...(classifier && { classifier }) }
  const purl = formatPurl({ type: 'maven', namespace: groupId, name: artifactId, version: pinned, qualifiers })
  return { purl, needs: [], ...(version && !pinned && { requirement: version }) }
}

/** `1.0` and `[1.0]` name one version; `[1.0,2.0)`, `LATEST`, and what is not filled in do not. */
function findPin(version: string): string | undefined {
  const [, only] = /^\[([^,[\]()]+)\]$/.exec(version) ?? []
  const pin = only?.trim() ?? version
  return /[[\](),]|\$\{/.test(pin) || pin === 'LATEST' || pin === 'RELEASE' ? undefined : pin
}

/** What is provided is there where the program runs, but is not shipped with it. */
function scopeOf({ scope, optional }: Declared): Dependency['scope'] {
  if (scope === 'test' || scope === 'provided') return 'development'
  return optional === 'true' ? 'optional' : 'runtime'
}

function listWarnings({ parent, imports, profiles }: Pom, asked: readonly Declared[]): Warning[] {
  const unversioned = asked.filter(one => isNamed(one) && one.version === undefined)
  const [first] = unversioned
  return [
    ...asked.filter(one => !isNamed(one)).map(warnOfUnresolvedName),
    ...asked.filter(one => isNamed(one) && one.version?.includes('${')).map(warnOfUnresolvedVersion),
    ...(first ? [warnOfManagedElsewhere(unversioned.length, parent, first.line)] : []),
    ...imports.map(warnOfImport),
    ...profiles.map(warnOfProfile),
  ]
}
