import type { Locale, Text } from '../../lib/text/text.ts'
import { yesOrNo } from './choice-names.ts'
import type { ParameterField } from './parameter-names.ts'

/** What the option of a parameter means, in a line: values that do not say it themselves, and which one it has unless told otherwise. */
export function meaningOf({ label, choices, usual }: ParameterField): Text {
  const named = Object.entries(choices ?? {})
  const inWords = (locale: Locale) => named.flatMap(([value, name]) => nameBeside(value, name[locale]) ?? [])
  const [en, zh] = [inWords('en').join(', '), inWords('zh').join('、')]
  return {
    en: `${label.en}${en && `: ${en}`}${usual === undefined ? '' : `; ${usual} unless given`}`,
    zh: `${label.zh}${zh && `：${zh}`}${usual === undefined ? '' : `；默认 ${usual}`}`,
  }
}

function nameBeside(value: string, name: string): string | undefined {
  return name === value.replaceAll('-', ' ') ? undefined : `${value} = ${name}`
}

/** What a switch means that makes it so. */
export function meaningOfSwitch({ label }: ParameterField, value: boolean): Text {
  const word = yesOrNo[value ? 'true' : 'false']
  return { en: `${label.en}: ${word.en}`, zh: `${label.zh}：${word.zh}` }
}
