import type { Locale } from './text.ts'

const least = 0.001

/** Of a share between 0 and 1, to a tenth of a percent; what is not nothing never reads as 0 %, what is not all never as 100 %. */
export function formatShare(share: number, locale: Locale): string {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  if (share > 0 && share < least) return `<${percent.format(least)}`
  if (share > 1 - least && share < 1) return `>${percent.format(1 - least)}`
  return percent.format(share)
}
