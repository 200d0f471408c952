import { isVersion } from '../../../lib/versions/versions.ts'

/** Where a hyphen begins what comes before the release: Semantic Versioning 2.0.0, 9. */
const semantic = new Set(['cargo', 'golang', 'hex', 'npm', 'nuget', 'pub', 'swift'])
/** Words of what is not meant for everybody yet, as a part of its own or right behind a number. */
const early =
  /(?:^|[^a-z])(?:a|alpha|b|beta|c|canary|cr|dev|ea|incubating|m|milestone|next|nightly|pre|preview|rc|snapshot|unstable)(?![a-z])/i

/** Whether a release is for general use: no preview of one. */
export function isStable(type: string, version: string): boolean {
  if (!isVersion(type, version)) return false
  if (semantic.has(type)) return !/^v?\d+(?:\.\d+)*-/.test(version)
  // Ruby: a letter anywhere.
  if (type === 'gem') return !/[a-z]/i.test(version)
  return !early.test(version)
}
