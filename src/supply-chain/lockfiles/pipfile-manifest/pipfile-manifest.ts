import { type Asked, listAsked } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { readPoetryTable } from '../pyproject.ts'
import { formatPythonPurl } from '../python-package-url.ts'
import { findPin } from '../python-requirement.ts'
import { parseToml } from '../toml.ts'
import { recordsIn } from '../untrusted.ts'

/** A Pipfile that no lockfile covers. Its tables of packages are written as Poetry's are. */
export const pipfileManifest: LockfileReader = {
  name: 'pipfile-manifest',
  reads: path => /(^|\/)Pipfile$/.test(path),
  read,
}

function read(text: string): Inventory {
  const { source: _1, scripts: _2, requires: _3, pipenv: _4, ...categories } = parseToml(text)
  return listAsked([...recordsIn(categories)].flatMap(([category, packages]) => readCategory(category, packages)))
}

/** Categories beyond `packages` are for developing, or the user's own. */
function readCategory(category: string, packages: Record<string, unknown>): Asked[] {
  const scope = category === 'packages' ? 'runtime' : 'development'
  return readPoetryTable(packages).flatMap(({ name, range, source, isOwn }) => {
    if (isOwn) return []
    const version = findPin(range)
    return [{ purl: formatPythonPurl({ name, version, source }), scope, requirement: version ? undefined : range }]
  })
}
