/** A place along the categories that something is to be said about, by the number under which it is told beside, if any. */
export interface ChartMark {
  category: string
  label: string
}

/** What a picture is to show. Where it is drawn and in which colors is not its business. */
export type Chart =
  | {
      kind: 'lines' | 'bars'
      /** Along the time axis or the categories, as they are to be read. */
      categories: string[]
      series: { name: string; values: (number | null)[] }[]
      /** Whether the series stand on each other. */
      stacked?: boolean
      marks?: ChartMark[]
    }
  | { kind: 'ranking'; categories: string[]; series: [{ name: string; values: number[] }] }
  | {
      kind: 'quadrants'
      /** Of the two axes, and where each is parted. */
      x: { name: string; part: number; most: number }
      y: { name: string; part: number; most: number }
      points: { name: string; x: number; y: number }[]
    }
  | {
      kind: 'heatmap'
      /** From left to right. */
      columns: string[]
      /** From the top down. */
      rows: string[]
      name: string
      /** `values[row][column]`. */
      values: number[][]
    }
  | {
      /** How one value lies among those of others: the middle half is a box. */
      kind: 'distribution'
      name: string
      quartiles: { least: number; low: number; median: number; high: number; most: number }
      own: { name: string; value: number | null }
      others: { name: string; value: number }[]
    }
