import { repositoryAddress } from '../../lib/repository-address/repository-address.ts'
import { formatPackageUrl } from './package-url.ts'

export interface RepositoryPart {
  /** A commit or a tag. */
  version?: string | undefined
  /** The part of the repository that is used, by its path. */
  subpath?: string | undefined
}

/**
 * Of a repository as such, which is no package of any registry. Undefined for what is no address: a folder beside, say.
 * Throws a SyntaxError.
 */
export function formatRepositoryPurl(address: string, part: RepositoryPart): string | undefined {
  const found = repositoryAddress(address.replace(/^git\+/, ''))
  if (!found) return undefined
  const { host, pathname } = new URL(found)
  const path = decodePath(pathname).slice(1)
  const slash = path.lastIndexOf('/')
  const type = forges.get(host)
  if (type && slash > 0)
    return formatPackageUrl(address, { type, namespace: path.slice(0, slash), name: path.slice(slash + 1), ...part })
  return formatPackageUrl(address, { type: 'git', namespace: host, name: path, ...part })
}

const forges: ReadonlyMap<string, string> = new Map([
  ['github.com', 'github'],
  ['bitbucket.org', 'bitbucket'],
])

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
