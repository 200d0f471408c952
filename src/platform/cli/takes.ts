import { z } from 'zod'

/** What a value may be, as a usage line tells it: `DAY`, `a|b`, `0…1`, `NUMBER`, `TEXT`. */
export function takesOf(schema: z.ZodType): string {
  const { format, enum: choices, type, minimum, exclusiveMinimum, maximum } = z.toJSONSchema(schema)
  if (choices) return choices.join('|')
  if (format === 'date') return 'DAY'
  if (type === 'number' || type === 'integer') {
    const least = minimum ?? exclusiveMinimum
    return least !== undefined && maximum !== undefined ? `${least}…${maximum}` : 'NUMBER'
  }
  return 'TEXT'
}

/** What the option takes in a usage line; undefined where it does not stand there with a value. */
export function takesInUsage(usage: string, option: string): string | undefined {
  const words = usage.split(`--${option} `)[1]
  return words === undefined ? undefined : /^(?:"[^"]*"|(?:(?!\|--)[^\s\]])+)/.exec(words)?.[0]
}
