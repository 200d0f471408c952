import { listTold, type Told } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { withoutByteOrderMark } from '../untrusted.ts'

/** cabal.project.freeze of Haskell: versions, with no word on who asks. */
export const cabalFreeze: LockfileReader = {
  name: 'cabal-freeze',
  reads: path => /(^|\/)cabal\.[^/]*project\.freeze$|(^|\/)cabal\.config$/.test(path),
  read,
}

/** Below `constraints:` one after the other, commas between: `any.name ==1.0`, and flags as in `name +flag`. */
function read(text: string): Inventory {
  const told: Told[] = []
  let field = ''
  for (const [index, raw] of withoutByteOrderMark(text)
    .split(/\r\n|\r|\n/)
    .entries()) {
    const content = raw.replace(/--.*$/, '').trim()
    const [, name, value = content] = (!/^\s/.test(raw) && /^([\w-]+):\s*(.*)$/s.exec(content)) || []
    if (name) field = name
    else if (content && !/^\s/.test(raw))
      throw new SyntaxError(`This is no field of a cabal.project.freeze (line ${index + 1})`)
    if (field === 'constraints') told.push(...value.split(',').flatMap(readConstraint))
  }
  return listTold(told)
}

function readConstraint(text: string): Told[] {
  const [, name, version] = /^\s*(?:any\.)?([A-Za-z\d]+(?:-[A-Za-z\d]+)*)\s*==\s*(\d+(?:\.\d+)*)\s*$/.exec(text) ?? []
  if (!name) return []
  return [{ purl: formatPackageUrl(name, { type: 'hackage', name, version }), relation: 'unknown', scope: 'runtime' }]
}
