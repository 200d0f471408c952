import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { tags } from '../web/format.ts'

interface Section {
  title: string
  /** Lines of plain text. */
  text: string
  link: { href: string; label: string }
}

export interface MailContent {
  locale: Locale
  title: string
  sections: Section[]
  /** After the sections, where there are more than these. */
  more?: string
  footer: { text: string; link: { href: string; label: string } }
}

/** The same words twice: as plain text, and as markup in which every value was escaped. */
export async function renderMail(content: MailContent): Promise<{ text: string; html: string }> {
  return { text: textOf(content), html: String(await markupOf(content)) }
}

function textOf({ sections, more, footer }: MailContent): string {
  const parts = sections.map(({ title, text, link }) => `${title}\n\n${text}\n\n${link.label}: ${link.href}`)
  const foot = `-- \n${footer.text}\n${footer.link.label}: ${footer.link.href}`
  return `${[...parts, ...(more ? [more] : [])].join('\n\n\n')}\n\n${foot}\n`
}

/** Mail programs know little: no style sheet, no script, no picture, nothing fetched. */
function markupOf({ locale, title, sections, more, footer }: MailContent) {
  return html`<!doctype html>
<html lang="${tags[locale]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body style="font-family:system-ui,sans-serif;line-height:1.5;max-width:40em;margin:1em auto;padding:0 1em">
${sections.map(
  ({ title, text, link }) => html`<h2 style="font-size:1.1em">${title}</h2>
${text.split(/\n{2,}/).map(paragraph => html`<p style="white-space:pre-line">${linked(paragraph, link.href)}</p>`)}
<p><a href="${link.href}">${link.label}</a></p>
`,
)}${more && html`<p>${more}</p>`}
<hr><p style="font-size:.85em">${footer.text}<br><a href="${footer.link.href}">${footer.link.label}</a></p>
</body></html>
`
}

/** Addresses of the office itself can be followed; others that somebody wrote stay words. */
function linked(paragraph: string, href: string) {
  const { origin } = new URL(href)
  return paragraph
    .split(/(https?:\/\/\S+)/)
    .map(piece => (piece.startsWith(`${origin}/`) ? html`<a href="${piece}">${piece}</a>` : piece))
}
