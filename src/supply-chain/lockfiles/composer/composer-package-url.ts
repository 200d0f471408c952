import { formatPackageUrl } from '../package-url.ts'
import { formatGitSource, withoutSecrets } from '../source-url.ts'
import { recordIn, textIn } from '../untrusted.ts'

/** Of an entry of a composer.lock. Throws a SyntaxError. */
export function formatComposerPurl(entry: Record<string, unknown>): string {
  const name = textIn(entry['name']) ?? ''
  const slash = name.indexOf('/')
  return formatPackageUrl(name, {
    type: 'composer',
    namespace: name.slice(0, Math.max(slash, 0)),
    name: name.slice(slash + 1),
    version: textIn(entry['version']),
    qualifiers: describeSource(entry),
  })
}

/**
 * Only a registry wants to be notified of what is installed. A package from elsewhere says from where, and so does a
 * branch, which moves on.
 */
function describeSource(entry: Record<string, unknown>): Record<string, string> | undefined {
  const isBranch = /^dev-|-dev$/.test(textIn(entry['version']) ?? '')
  if (textIn(entry['notification-url']) && !isBranch) return undefined
  const { type, url, reference } = recordIn(entry['source'])
  const repository = textIn(url)
  if (type !== 'git' || !repository) return undefined
  return { vcs_url: withoutSecrets(formatGitSource(repository, textIn(reference))) }
}
