import { type Locale, locales, type Text } from '../../lib/text/text.ts'
import { letters as words } from './messages.ts'
import type { GuestLetter, Letter } from './model.ts'

const preferencesPath = '/inbox/preferences'
/** A digest that says more than this is read by nobody. */
const mostInOne = 50

interface Reader {
  locale: Locale
  /** Public address of the office. */
  origin: string
}

interface GuestReader extends Reader {
  /** Where mail is stopped, by hand and by mail programs. */
  stopAt: string
  oneClickAt: string
}

/** To one who has no account: in their language, or in both where nobody knows it. */
export function composeGuestMail(
  { subject, body, link, why, locale: known }: GuestLetter,
  { locale, origin, stopAt, oneClickAt }: GuestReader,
) {
  const absolute = (path: string) => new URL(path, origin).href
  const [first = locale, ...others] = known ? [known] : [locale, ...locales.filter(other => other !== locale)]
  const inAll = (text: Text) => [first, ...others].map(each => text[each]).join(' · ')
  const title = inAll(subject)
  return {
    subject: title,
    content: {
      locale: first,
      title,
      sections: [first, ...others].map(each => ({
        title: subject[each],
        text: body[each],
        link: { href: absolute(link), label: words.open[each] },
      })),
      footer: { text: inAll(why), link: { href: absolute(stopAt), label: inAll(words.stop) } },
    },
    // RFC 8058: a mail program stops it with one request, for which nobody signs in.
    headers: {
      'List-Unsubscribe': `<${absolute(oneClickAt)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
  }
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
