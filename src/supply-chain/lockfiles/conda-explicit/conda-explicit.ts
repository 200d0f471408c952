import { formatCondaPurl, parseCondaAddress } from '../conda-package-url.ts'
import { hashOf } from '../integrity.ts'
import { listTold, type Told } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { withoutByteOrderMark } from '../untrusted.ts'

/** Lists that conda writes of what is installed: addresses below `@EXPLICIT`, or `name=version=build`. */
export const condaExplicit: LockfileReader = {
  name: 'conda-explicit',
  reads: path => /(^|\/)(conda[-_.][^/]*\.(lock|txt)|[^/]*explicit[^/]*\.(lock|txt)|spec-file\.txt)$/.test(path),
  read,
}

function read(text: string): Inventory {
  const told: Told[] = []
  let platform: string | undefined
  for (const [index, raw] of withoutByteOrderMark(text)
    .split(/\r\n|\r|\n/)
    .entries()) {
    platform = /^#\s*platform:\s*([\w-]+)/.exec(raw)?.[1] ?? platform
    const content = raw.replace(/^\s*#.*$/, '').trim()
    if (content === '' || content === '@EXPLICIT') continue
    const one = readAddress(content) ?? readTriple(content, platform)
    if (!one) throw new SyntaxError(`This is no line of a list of conda (line ${index + 1})`)
    told.push(one)
  }
  return listTold(told)
}

/** Behind the `#` is an MD5. */
function readAddress(content: string): Told | undefined {
  const found = /^(https?|file):/.test(content) ? parseCondaAddress(content) : undefined
  if (!found) return undefined
  const hashes = hashOf('md5', /#([\da-f]{32})$/.exec(content)?.[1])
  return { purl: formatCondaPurl(found), relation: 'unknown', scope: 'runtime', hashes }
}

function readTriple(content: string, subdir: string | undefined): Told | undefined {
  const [, name, version, build] = /^([\w.-]+)=([^=\s]+)=([^=\s]+)$/.exec(content) ?? []
  return name
    ? { purl: formatCondaPurl({ name, version, build, subdir }), relation: 'unknown', scope: 'runtime' }
    : undefined
}
