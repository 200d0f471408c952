/** Names and passwords in a URL are no one else's business; the `git@` of ssh is neither. */
export function withoutSecrets(url: string): string {
  const scheme = url.indexOf('://')
  if (scheme < 0) return url
  const start = scheme + '://'.length
  const slash = url.indexOf('/', start)
  const host = slash < 0 ? url.slice(start) : url.slice(start, slash)
  const at = host.lastIndexOf('@')
  if (at < 0 || host.slice(0, at) === 'git') return url
  return url.slice(0, start) + url.slice(start + at + 1)
}

export function beforeFragment(url: string): string {
  const hash = url.indexOf('#')
  return hash < 0 ? url : url.slice(0, hash)
}

/** As package URLs have it; `git@host:owner/repository` is how ssh spells an address. */
export function formatGitSource(url: string, commit: string | undefined): string {
  const [, host, path] = /^(?:ssh:\/\/)?git@([^:/]+):(?!\d)(.*)$/s.exec(url) ?? []
  const plain = path === undefined ? url : `ssh://git@${host}/${path}`
  return `${plain.startsWith('git+') ? '' : 'git+'}${plain}${commit ? `@${commit}` : ''}`
}
