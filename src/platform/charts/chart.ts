/** What a picture is to show. Where it is drawn and in which colors is not its business. */
export type Chart =
  | {
      kind: 'lines' | 'bars'
      /** Along the time axis or the categories, as they are to be read. */
      categories: string[]
      series: { name: string; values: (number | null)[] }[]
      /** Whether the series stand on each other. */
      stacked?: boolean
    }
  | { kind: 'ranking'; categories: string[]; series: [{ name: string; values: number[] }] }
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
