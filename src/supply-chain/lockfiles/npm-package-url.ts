import { formatPackageUrl } from './package-url.ts'
import { beforeFragment, withoutSecrets } from './source-url.ts'

export interface NpmPackage {
  /** With its scope: `@types/node`. */
  name: string
  version?: string | undefined
  /** Where it came from: the registry's tarball, another one, a git repository with its commit, a local file. */
  source?: string | undefined
}

/** A package from elsewhere than a registry says from where, by `vcs_url` or `download_url`. Throws a SyntaxError. */
export function formatNpmPurl({ name, version, source }: NpmPackage): string {
  const slash = name.startsWith('@') ? name.indexOf('/') : -1
  const namespace = slash < 0 ? undefined : name.slice(0, slash)
  const qualifiers = describeSource(source)
  return formatPackageUrl(name, { type: 'npm', namespace, name: name.slice(slash + 1), version, qualifiers })
}

function isGitSource(source: string): boolean {
  if (/^(git[+:@]|ssh:|github:|gitlab:|bitbucket:)/.test(source)) return true
  return /^https?:/.test(source) && beforeFragment(source).endsWith('.git')
}

/** `file:` leads to a tarball, or to a folder: the project's own code. */
export function isFolder(range: string): boolean {
  return range.startsWith('file:') && !/\.(tgz|tar|tar\.gz)$/.test(range)
}

function describeSource(source: string | undefined): Record<string, string> | undefined {
  if (!source) return undefined
  if (isGitSource(source)) return { vcs_url: formatVcsUrl(source) }
  if (/^https?:/.test(source) && !isRegistryTarball(source))
    return { download_url: withoutSecrets(beforeFragment(source)) }
  return undefined
}

/** `/-/` is in the tarball address of every registry that speaks npm's protocol, GitHub's excepted. */
function isRegistryTarball(url: string): boolean {
  return url.includes('/-/') || url.startsWith('https://npm.pkg.github.com/')
}

/** As SPDX download locations have it: `git+https://host/repository.git@commit`. */
function formatVcsUrl(source: string): string {
  const url = beforeFragment(source)
  const commit = commitIn(source.slice(url.length + 1))
  return `${withoutSecrets(toGitUrl(url))}${commit && `@${commit}`}`
}

function toGitUrl(url: string): string {
  const [, host, path] = /^(github|gitlab|bitbucket):(?!\/\/)(.*)$/s.exec(url) ?? []
  if (path) return `git+https://${host}.${host === 'bitbucket' ? 'org' : 'com'}/${path}.git`
  if (url.startsWith('git@')) return `git+ssh://${url.replace(':', '/')}`
  return url.startsWith('git') ? url : `git+${url}`
}

/** `#commit`, or as Yarn has it `#head=main&commit=…`. */
function commitIn(fragment: string): string {
  const named = fragment.split('&').find(part => part.startsWith('commit='))
  return named ? named.slice('commit='.length) : fragment
}
