import type { Locale } from '../../lib/text/text.ts'
import { letters as words } from './messages.ts'
import type { Letter } from './model.ts'

const preferencesPath = '/inbox/preferences'
/** A digest that says more than this is read by nobody. */
const mostInOne = 50

interface Reader {
  locale: Locale
  /** Public address of the office. */
  origin: string
}

/** One notification speaks for itself; several make a digest. */
export function composeMail(letters: readonly Letter[], isDigest: boolean, { locale, origin }: Reader) {
  const absolute = (path: string) => new URL(path, origin).href
  const [first] = letters
  const count = String(letters.length)
  const subject = isDigest || !first ? words.digest(count)[locale] : first.subject[locale]
  const rest = letters.length - mostInOne
  return {
    subject,
    content: {
      locale,
      title: subject,
      sections: letters.slice(0, mostInOne).map(({ subject, body, link }) => ({
        title: subject[locale],
        text: body[locale],
        link: { href: absolute(link), label: words.open[locale] },
      })),
      ...(rest > 0 && { more: words.more(String(rest))[locale] }),
      footer: {
        text: words.why[locale],
        link: { href: absolute(preferencesPath), label: words.preferences[locale] },
      },
    },
    // RFC 2369 and RFC 3834: where to say no, and that no person wrote it.
    headers: { 'List-Unsubscribe': `<${absolute(preferencesPath)}>`, 'Auto-Submitted': 'auto-generated' },
  }
}
