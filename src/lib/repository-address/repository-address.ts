/**
 * The web address of a repository, however it was written: `git@forge:owner/name.git`, `ssh://…`, with `.git`, a slash at
 * the end or a password in it. Undefined for what is no address of a repository on a forge.
 */
export function repositoryAddress(text: string): string | undefined {
  const asUrl = text
    .trim()
    .replace(/^[\w.-]+@([^:/]+):(?!\d+\/)/, 'https://$1/')
    .replace(/^(?!\w+:\/\/)/, 'https://')
  if (!URL.canParse(asUrl)) return undefined
  const { protocol, hostname, port, pathname } = new URL(asUrl)
  const path = pathname.replace(/\/+$/, '').replace(/\.git$/, '')
  if (!/^(https?|ssh|git):$/.test(protocol) || !/^[^.].*\..+/.test(hostname) || !/^\/[^/]/.test(path)) return undefined
  const host = port && /^https?:$/.test(protocol) ? `${hostname}:${port}` : hostname
  return `https://${host}${path}`
}
