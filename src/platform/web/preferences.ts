import { parse } from 'hono/utils/cookie'
import { type Locale, locales } from '../../lib/text/text.ts'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const languageCookie = 'ospo_lang'
export const themeCookie = 'ospo_theme'

/** What the reader chose, in this order: the address, a cookie, what the browser prefers. */
export function localeOf(request: Request, otherwise: Locale): Locale {
  const inAddress = new URL(request.url).searchParams.get('lang')
  const inCookie = cookies(request)[languageCookie]
  for (const wish of [inAddress, inCookie]) {
    const locale = locales.find(locale => wish?.toLowerCase().startsWith(locale))
    if (locale) return locale
  }
  return preferred(request.headers.get('accept-language')) ?? otherwise
}

export function themeOf(request: Request): Theme {
  return themes.find(theme => theme === cookies(request)[themeCookie]) ?? 'auto'
}

/** `zh-CN,zh;q=0.9,en;q=0.8` (RFC 9110, 12.5.4). */
function preferred(header: string | null): Locale | undefined {
  const wishes = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map(part => {
      const [tag = '', quality = 'q=1'] = part.trim().toLowerCase().split(';')
      return { tag, quality: Number(quality.trim().slice(2)) || 0 }
    })
  const best = wishes
    .filter(({ tag, quality }) => quality > 0 && locales.some(locale => tag.startsWith(locale)))
    .sort((a, b) => b.quality - a.quality)[0]
  return locales.find(locale => best?.tag.startsWith(locale))
}

function cookies(request: Request) {
  return parse(request.headers.get('cookie') ?? '')
}
