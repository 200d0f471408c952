import { formatPackageUrl } from './package-url.ts'
import { withoutSecrets } from './source-url.ts'

export interface CondaPackage {
  name: string
  version?: string | undefined
  build?: string | undefined
  /** By name where one of the usual hosts has it, else by address. */
  channel?: string | undefined
  /** `linux-64`, `noarch`. */
  subdir?: string | undefined
  /** `conda`, `tar.bz2`. */
  type?: string | undefined
}

/** Throws a SyntaxError. */
export function formatCondaPurl({ name, version, ...about }: CondaPackage): string {
  const qualifiers = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined))
  return formatPackageUrl(name, { type: 'conda', name, version, qualifiers: qualifiers as Record<string, string> })
}

/** What stands for the machine itself, `__glibc`, is none. */
export function isCondaPackage(name: string): boolean {
  return !name.startsWith('__')
}

/** `https://host/channel/linux-64/name-version-build.conda`, names having hyphens too. Undefined for other addresses. */
export function parseCondaAddress(address: string): CondaPackage | undefined {
  const [plain = ''] = withoutSecrets(address).split(/[#?]/, 1)
  const [, base, subdir, file, type] = /^(.*)\/([\w-]+)\/([^/]+)\.(conda|tar\.bz2)$/.exec(plain) ?? []
  const [build, version, ...name] = (file ?? '').split('-').toReversed()
  if (!base || name.length === 0) return undefined
  return {
    name: name.toReversed().join('-'),
    version,
    build,
    ...(/^https?:/.test(base) && { channel: nameChannel(base) }),
    subdir,
    type,
  }
}

/** Those of Anaconda are known by their names: `conda-forge`, and `main` for `pkgs/main`. */
function nameChannel(base: string): string {
  return (
    /^https?:\/\/(?:conda\.anaconda\.org|repo\.anaconda\.com\/pkgs|repo\.prefix\.dev|prefix\.dev)\/(.+)$/.exec(
      base,
    )?.[1] ?? base
  )
}
