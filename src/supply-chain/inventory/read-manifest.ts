import { packageOf } from '../../lib/purl/package-of.ts'
import { parsePurl } from '../../lib/purl/purl.ts'
import type { Text } from '../../lib/text/text.ts'
import type { Dependency, LockfileReader } from '../lockfiles/lockfile-reader.ts'
import type { ComponentUse, Manifest } from './model.ts'

/** With what the records do not keep: who needs whom, and the digests of what is installed. */
export type ReadUse = ComponentUse & Pick<Dependency, 'needs' | 'hashes'>

/** What one manifest's text says. A text that can't be read is a problem to tell, never a reason to stop. */
export function readManifest(
  path: string,
  reader: LockfileReader,
  text: string,
  companions: Readonly<Record<string, string>>,
): Omit<Manifest, 'components'> & { components: ReadUse[] | undefined } {
  try {
    const { dependencies, warnings = [] } = reader.read(text, companions)
    const components = dependencies.map(dependency => toUse(path, dependency))
    return { path, reader: reader.name, warnings, components }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { path, reader: reader.name, warnings: [], problem: unreadable(path, error.message), components: undefined }
  }
}

export function unreadable(path: string, why: string): Text {
  return {
    en: `${path} cannot be read (${why}): its components are missing until it is mended`,
    zh: `无法读取 ${path}（${why}）：修复之前清单中缺少其组件`,
  }
}

function toUse(manifest: string, dependency: Dependency): ReadUse {
  const { purl, relation, scope, path, license, requirement, needs, hashes } = dependency
  const { version = '' } = parsePurl(purl)
  return {
    purl,
    package: packageOf(purl),
    version,
    relation,
    scope,
    manifest,
    ...(license && { license }),
    ...(requirement && { requirement }),
    ...(path && path.length > 0 && { path }),
    ...(needs && { needs }),
    ...(hashes && { hashes }),
  }
}
