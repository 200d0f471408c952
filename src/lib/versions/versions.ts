import { getScheme } from './schemes.ts'

/**
 * Which of two versions comes first, by the rules of their package URL type or VERS type: negative, 0 or positive.
 * A type nobody knows is compared in natural order (`natural-order.ts`). What is no version of the type comes before
 * all that are. So any texts can be sorted, for each type; only for `alpm` see there.
 */
export function compareVersions(type: string, a: string, b: string): number {
  return getScheme(type).compare(a, b)
}

/** Whether the text can be read as a version of the type. */
export function isVersion(type: string, text: string): boolean {
  return getScheme(type).isVersion(text)
}

/**
 * What changes when a version is no longer compatible, by the custom of the type; each scheme's own comment says
 * which. For most it is the first number, and below 1 the first two: `1` of 1.4.2, `0.4` of 0.4.2. For Python it is
 * `epoch!major`, for Haskell the first two numbers. What is no version is its own major.
 */
export function majorOf(type: string, version: string): string {
  return getScheme(type).majorOf(version)
}
