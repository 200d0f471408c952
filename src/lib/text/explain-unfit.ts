import { z } from 'zod'
import type { Text } from './text.ts'

const chinese = z.locales.zhCN().localeError

/** In one line what of something given does not fit a shape, the first so many, and where: `paths.0: …; name: …`. */
export function explainUnfit(shape: z.ZodType, given: unknown, most = 5): Text {
  const [en, zh] = [shape.safeParse(given), shape.safeParse(given, { error: chinese })]
  return { en: partsOf(en, most, ': ').join('; '), zh: partsOf(zh, most, '：').join('；') }
}

function partsOf({ error }: z.ZodSafeParseResult<unknown>, most: number, colon: string): string[] {
  return (error?.issues ?? []).slice(0, most).map(({ path, message }) => {
    const where = path.map(String).join('.')
    return where === '' ? message : `${where}${colon}${message}`
  })
}
