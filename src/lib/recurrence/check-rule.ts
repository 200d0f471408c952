import type { Text } from '../text/text.ts'
import { type NumberPart, numberParts, type RecurrenceRule } from './rule.ts'
import { readUntil } from './until.ts'

/** A rule, or in sentences why it is none. */
export type RuleReading = { rule: RecurrenceRule } | { problems: Text[] }

const largestInterval = 1_000_000
const largestCount = 1_000_000

/** What RFC 5545 (3.3.10) forbids in a rule: a sentence for each. */
export function checkRule(rule: RecurrenceRule): Text[] {
  return [...checkBounds(rule), ...checkLists(rule), ...checkCombinations(rule)]
}

export function readingOf(rule: RecurrenceRule): RuleReading {
  const problems = checkRule(rule)
  return problems.length > 0 ? { problems } : { rule }
}

export function problem(en: string, zh: string): { problems: Text[] } {
  return { problems: [{ en, zh }] }
}

function checkBounds({ interval, count, until }: RecurrenceRule): Text[] {
  const problems: Text[] = []
  if (!isWithin(interval, 1, largestInterval)) problems.push(outOfRange('INTERVAL', interval, 1, largestInterval))
  if (count !== undefined && !isWithin(count, 1, largestCount))
    problems.push(outOfRange('COUNT', count, 1, largestCount))
  if (count !== undefined && until !== undefined)
    problems.push({
      en: 'A rule ends by COUNT or by UNTIL, not by both; leave one of them out.',
      zh: '规则只能用 COUNT 或 UNTIL 之一结束；请去掉其中一个。',
    })
  if (until !== undefined && !readUntil(until))
    problems.push({ en: `UNTIL: ${until} is no such day or time.`, zh: `UNTIL：${until} 不是有效的日期或时间。` })
  return problems
}

function checkLists(rule: RecurrenceRule): Text[] {
  const problems: Text[] = []
  for (const [part, { name, min, max, mayBeNegative }] of Object.entries(numberParts)) {
    const wrong = rule[part as NumberPart].find(
      value => !isWithin(value, min, max) && !(mayBeNegative && isWithin(-value, min, max)),
    )
    if (wrong !== undefined) problems.push(outOfRange(name, wrong, min, max))
  }
  const wrong = rule.byDay.find(({ nthOfPeriod: nth = 1 }) => !isWithin(Math.abs(nth), 1, 53))
  if (wrong) problems.push(outOfRange('BYDAY', wrong.nthOfPeriod ?? 0, 1, 53))
  return problems
}

function checkCombinations(rule: RecurrenceRule): Text[] {
  const { frequency } = rule
  const problems: Text[] = []
  const forbid = (part: NumberPart, isForbidden: boolean) => {
    if (isForbidden && rule[part].length > 0) problems.push(misplaced(numberParts[part].name, frequency))
  }
  forbid('byWeekNo', frequency !== 'yearly')
  forbid('byYearDay', ['monthly', 'weekly', 'daily'].includes(frequency))
  forbid('byMonthDay', frequency === 'weekly')
  const isNumbered = rule.byDay.some(({ nthOfPeriod }) => nthOfPeriod !== undefined)
  if (isNumbered && !['monthly', 'yearly'].includes(frequency)) problems.push(misplaced('BYDAY', frequency, true))
  else if (isNumbered && rule.byWeekNo.length > 0)
    problems.push({
      en: 'BYDAY has no numbers beside BYWEEKNO: a week has each day once.',
      zh: 'BYDAY 与 BYWEEKNO 同用时不能带序号：每周每个星期几只有一天。',
    })
  const others = Object.keys(numberParts).filter(part => part !== 'bySetPosition') as NumberPart[]
  const selects = rule.byDay.length > 0 || others.some(part => rule[part].length > 0)
  if (rule.bySetPosition.length > 0 && !selects)
    problems.push({
      en: 'BYSETPOS chooses among what another BY… part gives; add such a part.',
      zh: 'BYSETPOS 从其他 BY… 部分给出的结果中选取；请补充这样的部分。',
    })
  return problems
}

function misplaced(name: string, frequency: string, isNumbered = false): Text {
  const [part, zhPart] = isNumbered ? [`${name} with numbers`, `带序号的 ${name}`] : [name, name]
  return {
    en: `${part} does not go with FREQ=${frequency.toUpperCase()}; leave it out or take another frequency.`,
    zh: `${zhPart} 不能与 FREQ=${frequency.toUpperCase()} 同用；请去掉它或换一个频率。`,
  }
}

function outOfRange(name: string, value: number, min: number, max: number): Text {
  return {
    en: `${name}: ${value} is out of range; take ${min} to ${max}.`,
    zh: `${name}：${value} 超出范围；应为 ${min} 到 ${max}。`,
  }
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max
}
