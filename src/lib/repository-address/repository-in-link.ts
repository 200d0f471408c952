import { repositoryAddress } from './repository-address.ts'

/** Forges where a repository is an owner and a name. */
const plainForges = new Set(['github.com', 'bitbucket.org', 'codeberg.org', 'gitee.com', 'git.sr.ht'])
/** What stands on GitHub where owners do. */
const noOwners = new Set([
  ...['about', 'apps', 'collections', 'enterprise', 'explore', 'features', 'login', 'marketplace', 'orgs'],
  ...['search', 'settings', 'site', 'sponsors', 'topics', 'trending', 'users'],
])
/** Below a repository of GitLab, where `/-/` does not tell it. */
const pagesOfGitlab = /^(-|blob|tree|raw|issues|merge_requests|wikis|commits?|tags|releases|blame|network)$/

/**
 * The repository that a link leads into, whatever page of it is meant: its files at a tag, its issues. Undefined where the
 * host is no forge that is known by its name: what a link leads to there nobody can tell from it.
 */
export function repositoryInLink(link: string): string | undefined {
  const address = repositoryAddress(link)
  if (address === undefined) return undefined
  const { host, pathname } = new URL(address)
  const forge = host.replace(/^www\./, '')
  const segments = pathname.slice(1).split('/').filter(Boolean)
  const parts = plainForges.has(forge)
    ? segments.slice(0, 2)
    : /^gitlab\./.test(forge)
      ? projectOfGitlab(segments)
      : undefined
  const [owner = '', name] = parts ?? []
  if (!parts || !name || noOwners.has(owner.toLowerCase())) return undefined
  return repositoryAddress(`https://${forge}/${parts.join('/')}`)
}

/** Groups lie in groups. */
function projectOfGitlab(segments: string[]): string[] {
  const end = segments.findIndex((segment, index) => index > 1 && pagesOfGitlab.test(segment))
  return end < 0 ? segments : segments.slice(0, end)
}
