import type { Locale, Text } from './text.ts'

/** What somebody wrote, in the reader's language where they wrote it in that, else in the other. */
export function either(text: Text, locale: Locale): string {
  return text[locale] || text[locale === 'en' ? 'zh' : 'en']
}
