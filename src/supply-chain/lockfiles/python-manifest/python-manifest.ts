import { type Asked, listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { type ProjectAsk, readProjectAsks } from '../pyproject.ts'
import { formatPythonPurl } from '../python-package-url.ts'
import { findPin } from '../python-requirement.ts'

/** A pyproject.toml that no lockfile covers. */
export const pythonManifest: LockfileReader = {
  name: 'python-manifest',
  reads: path => /(^|\/)pyproject\.toml$/.test(path),
  read: text => listAsked(readProjectAsks(text, '').flatMap(toAsked)),
}

/** Poetry writes a pin as `1.2.3`, all others as `==1.2.3`. */
function toAsked({ name, range, source, isOwn, scope }: ProjectAsk): Asked[] {
  if (isOwn) return []
  const version = findPin(range) ?? /^\d+(?:\.\d+)+$/.exec(range)?.[0]
  return [{ purl: formatPythonPurl({ name, version, source }), scope, requirement: version ? undefined : range }]
}
