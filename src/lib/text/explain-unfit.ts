import type { z } from 'zod'
import type { Locale, Text } from './text.ts'
import { inChinese, wordsOf } from './unfit-words.ts'

/** In one line what of something given does not fit a shape, the first so many, and where: `paths.0: …; name: …`. */
export function explainUnfit(shape: z.ZodType, given: unknown, most = 5): Text {
  return { en: partsOf(shape, given, most, 'en').join('; '), zh: partsOf(shape, given, most, 'zh').join('；') }
}

function partsOf(shape: z.ZodType, given: unknown, most: number, locale: Locale): string[] {
  const { error } = shape.safeParse(given, { error: issue => wordsOf(issue)[locale] })
  return (error?.issues ?? []).slice(0, most).map(({ path, message }) => {
    const where = path.map(String).join('.')
    const what = locale === 'zh' ? inChinese(message) : message
    return where === '' ? what : `${where}${locale === 'zh' ? '：' : ': '}${what}`
  })
}
