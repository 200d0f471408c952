import { parseMarkdown } from '../../lib/markdown/parse-markdown.ts'
import { plainText } from '../../lib/markdown/plain-text.ts'
import { escapeMarkup, renderHtml } from '../../lib/markdown/render-html.ts'
import { attributionOf, type ItemKind, type LibraryItem, pathOf } from './model.ts'

type Written = Pick<LibraryItem, 'title' | 'summary' | 'body' | 'language'> & { translators?: readonly string[] }

/** Each way to take an item along; all carry license and attribution. */
export const formats = {
  txt: { type: 'text/plain; charset=utf-8', name: 'Text' },
  md: { type: 'text/markdown; charset=utf-8', name: 'Markdown' },
  html: { type: 'text/html; charset=utf-8', name: 'HTML' },
  json: { type: 'application/vnd.citationstyles.csl+json', name: 'CSL-JSON' },
} as const
export type Format = keyof typeof formats

export function exportItem(item: LibraryItem, written: Written, format: Format, origin: string): string {
  const own = new URL(pathOf(item.id, 'public'), origin).href
  switch (format) {
    case 'txt':
      return toText(item, written, own)
    case 'md':
      return toMarkdown(item, written, own)
    case 'html':
      return toHtml(item, written, own)
    case 'json':
      return `${JSON.stringify([toCsl(item, written, own)], undefined, 2)}\n`
  }
}

/** Title, author, source, license: what Creative Commons asks to be named. */
export function creditLine(
  item: LibraryItem,
  { title, translators = [] }: Pick<Written, 'title' | 'translators'>,
  own: string,
): string {
  const by = attributionOf(item)
  const translated = translators.length > 0 ? ` Translated by ${translators.join(', ')}.` : ''
  const license = licenseAddress(item.license)
  return `“${title}” by ${by}, ${item.address ?? own}.${translated} License: ${item.license}${license ? ` (${license})` : ''}.`
}

/** Of Creative Commons' own its deed; else where SPDX describes it. */
export function licenseAddress(license: string): string | undefined {
  const commons = /^CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)$/.exec(license)
  if (commons) return `https://creativecommons.org/licenses/${commons[1]?.toLowerCase()}/${commons[2]}/`
  if (license === 'CC0-1.0') return 'https://creativecommons.org/publicdomain/zero/1.0/'
  return /^[A-Za-z0-9.+-]+$/.test(license) ? `https://spdx.org/licenses/${license}.html` : undefined
}

function toText(item: LibraryItem, written: Written, own: string): string {
  const parts = [written.title, written.summary, plainText(parseMarkdown(written.body)), creditLine(item, written, own)]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function toMarkdown(item: LibraryItem, written: Written, own: string): string {
  const head = {
    title: written.title,
    language: written.language,
    kind: item.kind,
    authors: item.authors.map(({ name }) => name),
    license: item.license,
    source: item.address ?? own,
    tags: item.tags,
  }
  // JSON is YAML: every value is quoted as it must be.
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return `---\n${lines.join('\n')}\n---\n\n${written.body}\n\n---\n\n${creditLine(item, written, own).replaceAll(/[*_[\]<]/g, '\\$&')}\n`
}

function toHtml(item: LibraryItem, written: Written, own: string): string {
  const deed = licenseAddress(item.license)
  const credit = escapeMarkup(creditLine(item, written, own))
  return `<!doctype html>
<html lang="${escapeMarkup(written.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(written.title)}</title>
<link rel="canonical" href="${escapeMarkup(item.address ?? own)}">${deed ? `\n<link rel="license" href="${escapeMarkup(deed)}">` : ''}
</head>
<body>
<h1>${escapeMarkup(written.title)}</h1>
${written.summary && `<p>${escapeMarkup(written.summary)}</p>\n`}${renderHtml(parseMarkdown(written.body), 2)}
<footer><p>${credit}</p></footer>
</body>
</html>
`
}

const cslTypes: Record<ItemKind, string> = {
  webinar: 'motion_picture',
  talk: 'speech',
  guide: 'report',
  'case-study': 'report',
  template: 'document',
  paper: 'article',
  reference: 'webpage',
}

/** The data that citation managers read (citationstyles.org, CSL 1.0.2). */
function toCsl(item: LibraryItem, written: Written, own: string): Record<string, unknown> {
  const credited = item.authors.length > 0 ? item.authors.map(({ name }) => name) : [attributionOf(item)]
  return {
    id: item.id,
    type: cslTypes[item.kind],
    title: written.title,
    author: credited.filter(Boolean).map(literal => ({ literal })),
    ...(written.translators?.length && { translator: written.translators.map(literal => ({ literal })) }),
    ...(item.datedOn && { issued: dateParts(item.datedOn) }),
    ...(item.visitedOn && { accessed: dateParts(item.visitedOn) }),
    URL: item.address ?? own,
    ...(written.summary && { abstract: written.summary }),
    language: written.language,
    ...(item.tags.length > 0 && { keyword: item.tags.join(', ') }),
    note: `License: ${item.license}. Attribution: ${attributionOf(item)}`,
  }
}

function dateParts(day: string) {
  return { 'date-parts': [day.split('-').map(Number)] }
}

interface FeedEntry {
  item: LibraryItem
  written: Written
}

/** Atom (RFC 4287): the latest of what everybody may read. */
export function toAtom(
  entries: readonly FeedEntry[],
  { title, origin, self, updatedAt }: { title: string; origin: string; self: string; updatedAt: string },
): string {
  const say = escapeMarkup
  const rows = entries.map(({ item, written }) => {
    const own = new URL(pathOf(item.id, 'public'), origin).href
    const authors = (item.authors.length > 0 ? item.authors : [{ name: attributionOf(item), address: null }]).map(
      ({ name, address }) => `<author><name>${say(name)}</name>${address ? `<uri>${say(address)}</uri>` : ''}</author>`,
    )
    const deed = licenseAddress(item.license)
    return `  <entry>
    <id>${say(own)}</id>
    <title>${say(written.title)}</title>
    <link rel="alternate" href="${say(own)}"/>${item.address ? `\n    <link rel="via" href="${say(item.address)}"/>` : ''}${deed ? `\n    <link rel="license" href="${say(deed)}"/>` : ''}
    <published>${item.publishedAt ?? item.createdAt}</published>
    <updated>${item.updatedAt}</updated>
    ${authors.join('')}
    ${item.tags.map(tag => `<category term="${say(tag)}"/>`).join('')}
    <rights>${say(creditLine(item, written, own))}</rights>
    <summary>${say(written.summary || written.title)}</summary>
    <content type="html">${say(renderHtml(parseMarkdown(written.body), 2))}</content>
  </entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${say(self)}</id>
  <title>${say(title)}</title>
  <link rel="self" href="${say(self)}"/>
  <link rel="alternate" href="${say(new URL('/public/library', origin).href)}"/>
  <updated>${updatedAt}</updated>
${rows.join('\n')}
</feed>
`
}
