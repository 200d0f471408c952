import { type Purl, parsePurl } from '../../../lib/purl/purl.ts'
import { repositoryAddress } from '../../../lib/repository-address/repository-address.ts'

/** Types whose packages are repositories of one forge. */
const forges: Record<string, string> = {
  github: 'github.com',
  githubactions: 'github.com',
  gitlab: 'gitlab.com',
  bitbucket: 'bitbucket.org',
  huggingface: 'huggingface.co',
}

/** Where an import path begins with the repository, of owner and name. */
const hostsOfPaths = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org', 'gitee.com', 'git.sr.ht'])

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
  if (type !== 'golang' && type !== 'swift') return undefined
  const [server = '', owner, repository] = `${namespace ?? ''}/${name}`.split('/')
  if (!owner || !repository || !(type === 'swift' || hostsOfPaths.has(server))) return undefined
  return repositoryAddress(`https://${server}/${owner}/${repository}`)
}

/** As SPDX writes places in version control: `git+https://forge/owner/name.git@commit#path`. */
export function addressOfVcs(text: string): string | undefined {
  const plain = text
    .trim()
    .replace(/^(?:scm:)?git[+:](?=\w+:|git@)/, '')
    .replace(/#.*$/s, '')
    .replace(/(?<=\/[^@]*)@[^/@]*$/, '')
  return /^git@|:\/\//.test(plain) ? repositoryAddress(plain) : undefined
}
