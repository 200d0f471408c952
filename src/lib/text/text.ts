/** The languages of the product. */
export const locales = ['en', 'zh'] as const
export type Locale = (typeof locales)[number]

/** One text in every language: it cannot be written in one of them only. */
export type Text = Record<Locale, string>

/** A text that is the same in every language: a name, a path, a number. */
export function verbatim(text: string): Text {
  return { en: text, zh: text }
}
