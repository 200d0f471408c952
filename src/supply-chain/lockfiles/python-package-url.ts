import { formatPackageUrl } from './package-url.ts'
import { beforeFragment, withoutSecrets } from './source-url.ts'

export interface PythonPackageUrl {
  /** In any spelling. */
  name: string
  version?: string | undefined
  /** Where it came from, if not from an index: `git+https://host/repository.git@commit`, the address of an archive. */
  source?: string | undefined
}

/** All spellings of a name are one; PEP 503. */
export function normalizePythonName(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase()
}

/** A package from elsewhere than an index says from where, by `vcs_url` or `download_url`. Throws a SyntaxError. */
export function formatPythonPurl({ name, version, source }: PythonPackageUrl): string {
  const qualifiers = describeSource(source)
  return formatPackageUrl(name, { type: 'pypi', name: normalizePythonName(name), version, qualifiers })
}

/** A version control system stands before a plus: `git+ssh://`, `hg+https://`. */
function describeSource(source: string | undefined): Record<string, string> | undefined {
  if (!source) return undefined
  const url = withoutSecrets(beforeFragment(source))
  if (/^(git|hg|svn|bzr)\+/.test(url)) return { vcs_url: url }
  return /^(https?|ftp):/.test(url) ? { download_url: url } : undefined
}
