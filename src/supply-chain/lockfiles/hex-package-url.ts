import { formatPackageUrl } from './package-url.ts'
import { formatGitSource, withoutSecrets } from './source-url.ts'

export interface HexPackage {
  name: string
  version?: string | undefined
  /** `hexpm`, an organization of it as in `hexpm:acme`, or another. */
  repository?: string | undefined
  git?: string | undefined
  commit?: string | undefined
}

/** Throws a SyntaxError. */
export function formatHexPurl({ name, version, repository, git, commit }: HexPackage): string {
  const namespace = repository?.startsWith('hexpm:') ? repository.slice('hexpm:'.length) : undefined
  const qualifiers = git ? { vcs_url: withoutSecrets(formatGitSource(git, commit)) } : undefined
  return formatPackageUrl(name, { type: 'hex', namespace, name, version, qualifiers })
}
