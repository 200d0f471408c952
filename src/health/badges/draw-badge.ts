import { widthOfText } from '../../lib/text/width-of-text.ts'

export type BadgeTone = 'good' | 'fair' | 'poor' | 'unjudged' | 'unknown'

/** Dark enough for white letters (WCAG, 4.5 : 1). */
const colors: Record<BadgeTone, string> = {
  good: '#1b7f4b',
  fair: '#8f5b00',
  poor: '#c02a2a',
  unjudged: '#2f5fb3',
  unknown: '#5b6472',
}

const height = 20
const padding = 7
const size = 11

/** A label and a value in a picture of its own: nothing in it is fetched. */
export function drawBadge({ label, value, tone }: { label: string; value: string; tone: BadgeTone }): string {
  const spanOf = (words: string) => Math.ceil(size * widthOfText(words)) + 2 * padding
  const [left, right] = [spanOf(label), spanOf(value)]
  const width = left + right
  const text = (words: string, from: number, span: number) =>
    `<text x="${from + span / 2}" y="14" text-anchor="middle" textLength="${span - 2 * padding}" lengthAdjust="spacingAndGlyphs">${escaped(words)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(`${label}: ${value}`)}"><title>${escaped(`${label}: ${value}`)}</title><clipPath id="r"><rect width="${width}" height="${height}" rx="4"/></clipPath><g clip-path="url(#r)"><rect width="${left}" height="${height}" fill="#3a4250"/><rect x="${left}" width="${right}" height="${height}" fill="${colors[tone]}"/></g><g fill="#fff" font-family="Verdana,DejaVu Sans,PingFang SC,Noto Sans CJK SC,sans-serif" font-size="${size}">${text(label, 0, left)}${text(value, left, right)}</g></svg>\n`
}

function escaped(text: string) {
  const plain = text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
