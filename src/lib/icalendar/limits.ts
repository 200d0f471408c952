/** What a reader takes in of a stranger's calendar. */
export interface Limits {
  /** Of the whole text. */
  bytes: number
  /** As they stand, before they are joined. */
  lines: number
  /** Of one line after joining. */
  lineBytes: number
  /** Of one line. */
  parameters: number
  /** Of the whole text. */
  properties: number
  /** Of one component. */
  propertiesOfOne: number
  components: number
  /** Components within components. */
  depth: number
  /** How many are told; the others are only counted. */
  problems: number
}

export const usualLimits: Limits = {
  bytes: 10_000_000,
  lines: 1_000_000,
  lineBytes: 1_000_000,
  parameters: 100,
  properties: 500_000,
  propertiesOfOne: 20_000,
  components: 100_000,
  depth: 6,
  problems: 200,
}
