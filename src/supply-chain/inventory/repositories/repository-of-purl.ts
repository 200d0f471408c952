import { type Purl, parsePurl } from '../../../lib/purl/purl.ts'
import { repositoryAddress } from '../../../lib/repository-address/repository-address.ts'
import { repositoryInLink } from '../../../lib/repository-address/repository-in-link.ts'

/** Types whose packages are repositories of one forge. */
const forges: Record<string, string> = {
  github: 'github.com',
  githubactions: 'github.com',
  gitlab: 'gitlab.com',
  bitbucket: 'bitbucket.org',
  huggingface: 'huggingface.co',
}

/** Where an import path begins with the repository, of owner and name. */
const hostsOfPaths = new Set(['github.com', 'bitbucket.org', 'codeberg.org', 'gitee.com', 'git.sr.ht'])

/** The repository that a package URL itself names; undefined where it names none. */
export function repositoryOfPurl(text: string): string | undefined {
  const purl = readPurl(text)
  if (!purl) return undefined
  const stated = purl.qualifiers?.['vcs_url']
  return stated === undefined ? ofType(purl) : addressOfVcs(stated)
}

function readPurl(text: string): Purl | undefined {
  try {
    return parsePurl(text)
  } catch {
    return undefined
  }
}

function ofType({ type, namespace, name }: Purl): string | undefined {
  const host = forges[type]
  if (host !== undefined) return namespace ? repositoryAddress(`https://${host}/${namespace}/${name}`) : undefined
  const path = namespace ? `${namespace}/${name}` : name
  if (type === 'golang') return repositoryOfModule(path)
  const [server = '', owner, repository] = path.split('/')
  if (type !== 'swift' || !owner || !repository) return undefined
  return repositoryAddress(`https://${server}/${owner}/${repository}`)
}

/**
 * What the path of a Go module tells by itself, by the rules of its documentation: of forges where a repository is an owner and
 * a name, of paths that mark the repository by `.git`, and of gopkg.in. Groups of GitLab lie in groups: there it is told only by
 * a path that has no more than the two. Of other paths the host would have to be asked.
 */
function repositoryOfModule(path: string): string | undefined {
  const marked = /^([^/]+\.[^/]+(?:\/[^/]+)+?)\.git(?:\/|$)/.exec(path)?.[1]
  if (marked !== undefined) return repositoryAddress(`https://${marked}`)
  const segments = path.replace(/\/v\d+$/, '').split('/')
  const [server = '', owner, repository] = segments
  if (server === 'gopkg.in') return repositoryOfGopkg(segments.slice(1))
  const isTold = server === 'gitlab.com' ? segments.length === 3 : hostsOfPaths.has(server)
  return owner && repository && isTold ? repositoryAddress(`https://${server}/${owner}/${repository}`) : undefined
}

/** `gopkg.in/name.v3` is github.com/go-name/name, `gopkg.in/owner/name.v3` is github.com/owner/name. */
function repositoryOfGopkg([first = '', second]: string[]): string | undefined {
  const version = /\.v\d+(?:-unstable)?$/
  if (version.test(first)) {
    const name = first.replace(version, '')
    return repositoryAddress(`https://github.com/go-${name}/${name}`)
  }
  if (second === undefined || !version.test(second)) return undefined
  return repositoryAddress(`https://github.com/${first}/${second.replace(version, '')}`)
}

/** As SPDX writes places in version control: `git+https://forge/owner/name.git@commit#path`; or a link into it. */
export function addressOfVcs(text: string): string | undefined {
  const plain = text
    .trim()
    .replace(/^(?:scm:)?git[+:](?=\w+:|git@)/, '')
    .replace(/#.*$/s, '')
    .replace(/(?<=\/[^@]*)@[^/@]*$/, '')
  return /^git@|:\/\//.test(plain) ? (repositoryInLink(plain) ?? repositoryAddress(plain)) : undefined
}
