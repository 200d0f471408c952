import { repositoryAddress } from '../../../lib/repository-address/repository-address.ts'
import { formatPackageUrl } from '../package-url.ts'

/** By the address of its repository, or as `scope.name` of a registry. Undefined for a folder. Throws a SyntaxError. */
export function formatSwiftPurl(location: string, version: string | undefined): string | undefined {
  const [, scope, registryName] = /^([\w-]+)\.([\w-]+)$/.exec(location) ?? []
  if (scope && registryName)
    return formatPackageUrl(location, { type: 'swift', namespace: scope, name: registryName, version })
  const address = /^(\.|\/|~|file:)/.test(location) ? undefined : repositoryAddress(location)
  if (!address) return undefined
  const path = address.slice('https://'.length)
  const slash = path.lastIndexOf('/')
  return formatPackageUrl(location, {
    type: 'swift',
    namespace: path.slice(0, slash),
    name: path.slice(slash + 1),
    version,
  })
}
