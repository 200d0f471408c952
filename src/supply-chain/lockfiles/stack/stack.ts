import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import { listTold, type Told } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { formatGitSource, withoutSecrets } from '../source-url.ts'
import { recordIn, recordsInList, textIn } from '../untrusted.ts'

/**
 * stack.yaml.lock of Haskell: the packages that a project takes beyond its snapshot. Those of the snapshot are in no file
 * of the project.
 */
export const stack: LockfileReader = {
  name: 'stack',
  reads: path => /(^|\/)stack[^/]*\.yaml\.lock$/.test(path),
  read,
}

function read(text: string): Inventory {
  const lock = parseFailsafeYaml(text)
  if (lock['packages'] === undefined && lock['snapshots'] === undefined)
    throw new SyntaxError('This is no lockfile of Stack: it has neither packages nor snapshots')
  return listTold(recordsInList(lock['packages']).flatMap(({ completed }) => readCompleted(recordIn(completed))))
}

/** `hackage: name-1.0@sha256:…,123`, or a name and a version with where they come from. */
function readCompleted({ hackage, name, version, git, commit, url }: Record<string, unknown>): Told[] {
  const [, onHackage, itsVersion] = /^(.+)-(\d+(?:\.\d+)*)(?:@.*)?$/.exec(textIn(hackage) ?? '') ?? []
  const written = onHackage ?? textIn(name)
  if (!written) return []
  const [repository, archive] = [textIn(git), textIn(url)]
  const qualifiers = {
    ...(repository && { vcs_url: withoutSecrets(formatGitSource(repository, textIn(commit))) }),
    ...(archive && { download_url: withoutSecrets(archive) }),
  }
  const parts = { type: 'hackage', name: written, version: itsVersion ?? textIn(version), qualifiers }
  return [{ purl: formatPackageUrl(written, parts), relation: 'unknown', scope: 'runtime' }]
}
