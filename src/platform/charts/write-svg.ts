import type { Chart } from './chart.ts'
import { optionOf } from './option.ts'
import { drawSvg } from './render-chart.ts'
import { withColors } from './stylesheet-colors.ts'

/** A picture with what it shows and what must be read with it. */
export interface Plate {
  title: string
  /** Its number, where one stands for all. */
  value: string
  /** Lines under it. */
  notes: readonly string[]
  chart: Chart | undefined
}

const width = 720
const margin = 24
const inner = width - 2 * margin
const lineHeight = 16
const chartHeight = 240

/** All of them in one picture, one below the other, for use outside of a page: nothing in it is fetched. */
export async function writeSvg(title: string, plates: readonly Plate[]): Promise<string> {
  let top = margin + 20
  const parts: string[] = []
  for (const plate of plates) {
    parts.push(`<g transform="translate(${margin} ${top})">${await drawPlate(plate)}</g>`)
    top += heightOf(plate)
  }
  const head = `<text x="${margin}" y="${margin}" font-size="18" font-weight="600" fill="var(--ink)">${escaped(title)}</text>`
  const svg = withColors(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top}" viewBox="0 0 ${width} ${top}" role="img" font-family="system-ui, sans-serif"><title>${escaped(title)}</title><rect width="100%" height="100%" fill="var(--surface)"/>${head}${parts.join('')}</svg>\n`,
  )
  return svg.replaceAll(notInXml, '')
}

/** XML, 2.2: no file may hold these, however they are written. Names have them. */
const notInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

async function drawPlate({ title, value, notes, chart }: Plate): Promise<string> {
  const head = `<text y="14" font-size="14" font-weight="600" fill="var(--ink)">${escaped(title)}</text><text x="${inner}" y="14" font-size="14" text-anchor="end" fill="var(--ink)">${escaped(value)}</text>`
  const height = chart === undefined ? 0 : heightOfChart(chart)
  const picture = chart === undefined ? '' : await drawSvg(optionOf(chart, inner), inner, height)
  const nested = picture
    .replace('<svg ', '<svg y="24" ')
    .replaceAll('font-family:inherit', 'font-family:system-ui,sans-serif')
  const lines = notes.map(
    (note, i) =>
      `<text y="${24 + height + lineHeight * (i + 1)}" font-size="11" fill="var(--quiet)">${escaped(note)}</text>`,
  )
  return head + nested + lines.join('')
}

function heightOf({ notes, chart }: Plate) {
  return 24 + (chart === undefined ? 0 : heightOfChart(chart)) + lineHeight * notes.length + margin
}

/** What has many rows is higher. */
export function heightOfChart(chart: Chart): number {
  if (chart.kind === 'ranking') return 24 + 22 * chart.categories.length
  return chart.kind === 'distribution' ? 90 : chartHeight
}

function escaped(text: string) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
