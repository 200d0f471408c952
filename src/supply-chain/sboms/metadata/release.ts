import type { Release } from './package-metadata.ts'

const longestText = 500

type Told = { [Key in keyof Release]?: Release[Key] | undefined }

/** With what is known of it, and nothing else; undefined without a version. */
export function releaseOf({ version, releasedAt, license, yanked, deprecated }: Told): Release | undefined {
  if (!version) return undefined
  return {
    version,
    ...(releasedAt && { releasedAt }),
    ...(license && { license: license.slice(0, longestText) }),
    ...(yanked && { yanked }),
    ...(deprecated !== undefined && { deprecated: deprecated.slice(0, longestText) }),
  }
}

/** Of several licenses named beside each other without a word between them, all may bind. */
export function joinLicenses(licenses: readonly string[], by: 'AND' | 'OR'): string | undefined {
  if (licenses.length < 2) return licenses[0]
  return licenses.map(license => (/\s(and|or)\s/i.test(license) ? `(${license})` : license)).join(` ${by} `)
}

/** Where a package is made, where that is said. */
export function told(repository: string | undefined): { repository?: string } {
  return repository === undefined ? {} : { repository: repository.slice(0, longestText) }
}
