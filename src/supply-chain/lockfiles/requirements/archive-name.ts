/** The name and version of the wheel or source archive that an address ends in: `name-1.0-py3-none-any.whl`, `name-1.0.tar.gz`. */
export function findArchive(url: string): { name: string; version: string } | undefined {
  const [path = ''] = url.split(/[?#]/, 1)
  const file = decode(path.slice(path.lastIndexOf('/') + 1))
  const stem = /^(.+)\.(?:whl|zip|tar\.gz|tar\.bz2|tar\.xz|tgz)$/s.exec(file)?.[1]
  if (!stem) return undefined
  const at = file.endsWith('.whl') ? stem.indexOf('-') : stem.lastIndexOf('-')
  const [version = ''] = stem.slice(at + 1).split('-', 1)
  return at > 0 && /^\d/.test(version) ? { name: stem.slice(0, at), version } : undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
