import type { z } from 'zod'
import type { Text } from './text.ts'

type Issue = z.core.$ZodRawIssue

/** What does not fit, in our own words: a validator's are of its types and patterns. */
export function wordsOf(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? missing : expected(kinds[issue.expected] ?? both(issue.expected))
    case 'invalid_value':
      return expected(oneOf(issue.values.map(String)))
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), issue.inclusive !== false)
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive !== false)
    case 'invalid_format':
      return ofFormat(issue)
    case 'not_multiple_of':
      return expected({ en: `a multiple of ${issue.divisor}`, zh: `${issue.divisor} 的倍数` })
    case 'unrecognized_keys':
      return { en: `${issue.keys.join(', ')} is not known here`, zh: `此处不识别 ${issue.keys.join('、')}` }
    case 'invalid_union':
      return { en: 'none of the forms that it may have', zh: '不符合任何允许的形式' }
    case 'invalid_key':
      return { en: 'a name in it is not allowed', zh: '含有不允许的名称' }
    default:
      return { en: 'not allowed', zh: '不允许' }
  }
}

function tooBig(origin: string, most: number, isInclusive: boolean): Text {
  if (origin === 'string')
    return { en: `longer than ${many(most, 'character', 'characters')}`, zh: `超过 ${most} 个字符` }
  if (countsEntries.has(origin)) return { en: `more than ${many(most, 'entry', 'entries')}`, zh: `超过 ${most} 项` }
  return isInclusive
    ? { en: `more than ${most}`, zh: `大于 ${most}` }
    : { en: `not less than ${most}`, zh: `不小于 ${most}` }
}

function tooSmall(origin: string, least: number, isInclusive: boolean): Text {
  const isOfParts = origin === 'string' || countsEntries.has(origin)
  if (isOfParts && least === 1) return { en: 'empty', zh: '为空' }
  if (origin === 'string')
    return { en: `shorter than ${many(least, 'character', 'characters')}`, zh: `不足 ${least} 个字符` }
  if (isOfParts) return { en: `fewer than ${many(least, 'entry', 'entries')}`, zh: `不足 ${least} 项` }
  return isInclusive
    ? { en: `less than ${least}`, zh: `小于 ${least}` }
    : { en: `not more than ${least}`, zh: `不大于 ${least}` }
}

function many(count: number, one: string, others: string) {
  return `${count} ${count === 1 ? one : others}`
}

const countsEntries = new Set(['array', 'set', 'map', 'record', 'object'])

function ofFormat(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): Text {
  const known = formats[issue.format]
  if (known) return expected(known)
  const text = (name: string) => (name in issue ? String(issue[name]) : '')
  if (issue.format === 'starts_with')
    return { en: `does not begin with ${text('prefix')}`, zh: `未以 ${text('prefix')} 开头` }
  if (issue.format === 'ends_with')
    return { en: `does not end with ${text('suffix')}`, zh: `未以 ${text('suffix')} 结尾` }
  if (issue.format === 'includes') return { en: `without ${text('includes')}`, zh: `不含 ${text('includes')}` }
  if (issue.format !== 'regex') return expected(both(issue.format))
  return { en: `not written like ${text('pattern')}`, zh: `写法不符合 ${text('pattern')}` }
}

function expected({ en, zh }: Text): Text {
  return { en: `${en} is expected`, zh: `应为${zh.match(/^[\w“]/) ? ' ' : ''}${zh}` }
}

function oneOf(values: readonly string[]): Text {
  const [only] = values
  if (values.length === 1 && only !== undefined) return both(only === '' ? '“”' : only)
  return { en: `one of ${values.join(', ')}`, zh: `以下之一：${values.join('、')}` }
}

function both(word: string): Text {
  return { en: word, zh: word }
}

const missing: Text = { en: 'missing', zh: '缺失' }

const kinds: Record<string, Text> = {
  string: { en: 'a text', zh: '文本' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: ' true 或 false' },
  array: { en: 'a list', zh: '列表' },
  object: { en: 'an object with named fields', zh: '带字段名的对象' },
  record: { en: 'an object with named fields', zh: '带字段名的对象' },
  date: { en: 'a day', zh: '日期' },
  null: { en: 'nothing', zh: '空值' },
  undefined: { en: 'nothing', zh: '空值' },
  never: { en: 'nothing', zh: '空值' },
}

const formats: Record<string, Text> = {
  date: { en: 'a day such as 2026-03-31', zh: '形如 2026-03-31 的日期' },
  datetime: { en: 'a time such as 2026-03-31T10:00:00Z', zh: '形如 2026-03-31T10:00:00Z 的时间' },
  time: { en: 'a time of day such as 10:00:00', zh: '形如 10:00:00 的时刻' },
  email: { en: 'an e-mail address', zh: '邮箱地址' },
  url: { en: 'an address such as https://example.org', zh: '形如 https://example.org 的网址' },
  uuid: { en: 'a UUID', zh: ' UUID' },
  base64: { en: 'Base64', zh: ' Base64' },
}

/** What a shape says itself is English; what is not listed here stays so. */
export function inChinese(message: string): string {
  return ofShapes[message] ?? message
}

const ofShapes: Record<string, string> = {
  'a call has either a deadline or is rolling': '征集须设截止日期，或为滚动征集，二者择一',
  'a day as YYYY-MM-DD': '应为 YYYY-MM-DD 形式的日期',
  'a day of the calendar, as YYYY-MM-DD': '应为日历中存在的日期，形式为 YYYY-MM-DD',
  'a clock is like 09:30': '时刻形如 09:30',
  'a duration such as PT1H30M': '应为形如 PT1H30M 的时长',
  'a language is like en, zh or pt-BR': '语言形如 en、zh 或 pt-BR',
  'a part under the Chatham House Rule has no speaker: announce a talk in a part of its own':
    '适用查塔姆大厦规则的环节不设演讲者：请将演讲另列为单独环节',
  'a room is there twice': '同一会议室出现两次',
  'a text in one language at least': '至少须有一种语言的文本',
  'a time is like 2026-05-01T09:00': '时间形如 2026-05-01T09:00',
  'a time such as 2027-03-14T09:00:00': '应为形如 2027-03-14T09:00:00 的时间',
  'a word of a-z, 0-9 and -': '应为由 a-z、0-9 和 - 组成的词',
  'an id is there twice': '同一标识出现两次',
  'ends before it begins, or is longer than a month': '结束早于开始，或超过一个月',
  'in English or in Chinese': '须有英文或中文',
  'an SPDX license id, such as CC-BY-4.0': '应为 SPDX 许可证标识，例如 CC-BY-4.0',
  'letters, digits and - only': '只能含字母、数字和 -',
  'lowercase letters, digits and - only': '只能含小写字母、数字和 -',
  'lowercase letters, digits and _ only': '只能含小写字母、数字和 _',
  'lowercase letters, digits, . and - only': '只能含小写字母、数字、. 和 -',
  'min is more than max': 'min 大于 max',
  'more than 200 exceptions': '例外超过 200 项',
  'name, email or login must be there': '须有 name、email 或 login',
  'needs words in at least one language': '至少须有一种语言的文字',
  'taken by a page': '已被页面占用',
  'two rooms have the same name': '两个会议室同名',
  'until is of a temporary ban': 'until 仅用于临时禁止',
  'wg-, sig-, ug- or cohort-, then lowercase letters, digits and -':
    '以 wg-、sig-、ug- 或 cohort- 开头，其后为小写字母、数字和 -',
  'written in no language': '没有任何语言的文字',
}
