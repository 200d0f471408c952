import { formatPackageUrl } from '../package-url.ts'
import { formatGitSource, withoutSecrets } from '../source-url.ts'
import { recordIn, textIn } from '../untrusted.ts'

/** Of what a pubspec says of where a package comes from: `{ url }` of a registry, or `{ url, ref }` of a repository. */
export interface PubOrigin {
  hosted?: unknown
  git?: unknown
}

/** Throws a SyntaxError. */
export function formatPubPurl(name: string, version: string | undefined, { hosted, git }: PubOrigin): string {
  const repository = textIn(git) ?? textIn(recordIn(git)['url'])
  const registry = textIn(hosted) ?? textIn(recordIn(hosted)['url'])
  const commit = textIn(recordIn(git)['resolved-ref']) ?? textIn(recordIn(git)['ref'])
  const qualifiers = {
    ...(repository && { vcs_url: withoutSecrets(formatGitSource(repository, commit)) }),
    ...(registry && !pubDev.test(registry) && { repository_url: withoutSecrets(registry) }),
  }
  return formatPackageUrl(name, { type: 'pub', name, version, qualifiers })
}

const pubDev = /^https?:\/\/(pub\.dev|pub\.dartlang\.org)\/?$/
