import { checkRule, problem, type RuleReading, readingOf } from './check-rule.ts'
import {
  createRule,
  type DayOfPeriod,
  frequencies,
  type NumberPart,
  numberParts,
  type RecurrenceRule,
  skips,
  type Weekday,
  weekdays,
} from './rule.ts'
import { readUntil } from './until.ts'

const longest = 2000
const partOfName = new Map(Object.entries(numberParts).map(([part, { name }]) => [name as string, part as NumberPart]))
const timeGrammar = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/
const dayGrammar = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/

/** Reads `FREQ=WEEKLY;BYDAY=TU`, with `RRULE:` before it or not (RFC 5545, 3.3.10; RFC 7529). */
export function readRuleText(source: string): RuleReading {
  if (source.length > longest)
    return problem(`A rule has no more than ${longest} characters.`, `规则不能超过 ${longest} 个字符。`)
  const text = source.trim().replace(/^(RRULE|EXRULE):/i, '')
  const values = new Map<string, string>()
  for (const part of text.split(';').filter(Boolean)) {
    const [name = '', value, ...rest] = part.toUpperCase().split('=')
    if (!value || rest.length > 0)
      return problem(
        `“${part}” is no part of a rule such as FREQ=WEEKLY.`,
        `“${part}”不是规则的组成部分，应形如 FREQ=WEEKLY。`,
      )
    if (values.has(name)) return problem(`${name} is given twice; leave one out.`, `${name} 出现了两次；请去掉一个。`)
    values.set(name, value)
  }
  return readParts(values)
}

function readParts(values: Map<string, string>): RuleReading {
  const frequency = frequencies.find(each => each.toUpperCase() === values.get('FREQ'))
  if (!frequency)
    return problem(
      `A rule says how often: FREQ is one of ${frequencies.join(', ').toUpperCase()}.`,
      `规则须说明频率：FREQ 应为 ${frequencies.join('、').toUpperCase()} 之一。`,
    )
  const scale = values.get('RSCALE')
  if (scale !== undefined && scale !== 'GREGORIAN')
    return problem(
      `RSCALE=${scale} is not known here; rules are of the Gregorian calendar.`,
      `不支持 RSCALE=${scale}；此处规则均按公历。`,
    )
  if (values.has('SKIP') && scale === undefined)
    return problem(
      'SKIP stands only beside RSCALE; add RSCALE=GREGORIAN.',
      'SKIP 只能与 RSCALE 同用；请加上 RSCALE=GREGORIAN。',
    )
  const parts: Partial<RecurrenceRule> = {}
  for (const [name, value] of values) {
    const read = name === 'FREQ' || name === 'RSCALE' ? {} : readPart(name, value)
    if (!read)
      return problem(
        `${name}=${value} can’t be read; see RFC 5545, section 3.3.10.`,
        `无法读取 ${name}=${value}；参见 RFC 5545 第 3.3.10 节。`,
      )
    Object.assign(parts, read)
  }
  return readingOf(createRule(frequency, parts))
}

/** Undefined for what can't be read. */
function readPart(name: string, value: string): Partial<RecurrenceRule> | undefined {
  const part = partOfName.get(name)
  if (part) return withList(part, value)
  if (name === 'INTERVAL') return /^\d{1,9}$/.test(value) ? { interval: Number(value) } : undefined
  if (name === 'COUNT') return /^\d{1,9}$/.test(value) ? { count: Number(value) } : undefined
  if (name === 'UNTIL') return readTime(value)
  if (name === 'BYDAY') return readDays(value)
  if (name === 'WKST') return findIn(weekdays, value, firstDayOfWeek => ({ firstDayOfWeek }))
  if (name === 'SKIP') return findIn(skips, value, skip => ({ skip }))
  // Parts of programs' own are passed over.
  return name.startsWith('X-') ? {} : undefined
}

function withList(part: NumberPart, value: string): Partial<RecurrenceRule> | undefined {
  const items = value.split(',')
  if (!items.every(item => /^[+-]?\d{1,3}$/.test(item))) return undefined
  return { [part]: unique(items.map(Number)) }
}

function readDays(value: string): Partial<RecurrenceRule> | undefined {
  const byDay: DayOfPeriod[] = []
  for (const item of value.split(',')) {
    const [, nth, day] = dayGrammar.exec(item) ?? []
    if (!day) return undefined
    byDay.push({ day: day.toLowerCase() as Weekday, ...(nth !== undefined && { nthOfPeriod: Number(nth) }) })
  }
  return { byDay }
}

function readTime(value: string): Partial<RecurrenceRule> | undefined {
  const [, year, month, day, hour, minute, second, zulu] = timeGrammar.exec(value) ?? []
  if (!year) return undefined
  const until = `${year}-${month}-${day}${hour === undefined ? '' : `T${hour}:${minute}:${second}${zulu}`}`
  return readUntil(until) ? { until } : undefined
}

function findIn<T extends string>(
  words: readonly T[],
  value: string,
  use: (word: T) => Partial<RecurrenceRule>,
): Partial<RecurrenceRule> | undefined {
  const word = words.find(each => each.toUpperCase() === value)
  return word === undefined ? undefined : use(word)
}

/** `FREQ=WEEKLY;BYDAY=TU`, the frequency first, the rest in the order of RFC 5545. */
export function formatRuleText(rule: RecurrenceRule): string {
  const problems = checkRule(rule)
  if (problems[0]) throw new Error(problems[0].en)
  const isSkipping = rule.skip !== 'omit'
  const days = rule.byDay.map(({ day, nthOfPeriod }) => `${nthOfPeriod ?? ''}${day.toUpperCase()}`)
  const list = (part: NumberPart): [string, string] => [numberParts[part].name, rule[part].join(',')]
  const parts: [string, string][] = [
    ['FREQ', rule.frequency.toUpperCase()],
    ['RSCALE', isSkipping ? 'GREGORIAN' : ''],
    ['UNTIL', rule.until?.replaceAll(/[-:]/g, '') ?? ''],
    ['COUNT', String(rule.count ?? '')],
    ['INTERVAL', rule.interval === 1 ? '' : String(rule.interval)],
    ...(['bySecond', 'byMinute', 'byHour'] as const).map(list),
    ['BYDAY', days.join(',')],
    ...(['byMonthDay', 'byYearDay', 'byWeekNo', 'byMonth', 'bySetPosition'] as const).map(list),
    ['WKST', rule.firstDayOfWeek === 'mo' ? '' : rule.firstDayOfWeek.toUpperCase()],
    ['SKIP', isSkipping ? rule.skip.toUpperCase() : ''],
  ]
  return parts.flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value}`])).join(';')
}

function unique(numbers: number[]): number[] {
  return [...new Set(numbers)]
}
