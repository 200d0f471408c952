export const spdx2Versions = ['2.2', '2.3'] as const
export type Spdx2Version = (typeof spdx2Versions)[number]

/** What is written where a version that was never there is asked for, and how an unknown one is judged. */
export const latest: Spdx2Version = '2.3'

/** `2.3` of `SPDX-2.3`; undefined for what names no version 2. */
export function findVersion(spdxVersion: unknown): string | undefined {
  return typeof spdxVersion === 'string' ? /^SPDX-(2\.\d{1,3})$/.exec(spdxVersion)?.[1] : undefined
}

export function knownVersion(version: string | undefined): Spdx2Version {
  return spdx2Versions.find(known => known === version) ?? latest
}
