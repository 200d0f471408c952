import { expand } from '../../../lib/recurrence/expand.ts'
import type { RecurrenceRule } from '../../../lib/recurrence/rule.ts'
import { readRuleText } from '../../../lib/recurrence/rule-text.ts'
import { createSeries } from '../../../lib/recurrence/series.ts'
import type { Text } from '../../../lib/text/text.ts'
import { instantOf } from '../../../lib/zones/instants-of.ts'
import { readLocal } from '../../../lib/zones/local-time.ts'
import type { Zone } from '../../../lib/zones/zone.ts'
import type { Occurrence, OccurrenceChange, Series, Slot } from './model.ts'

/** One start that a slot's rule gives, and which it is, counted from 0 since the first. */
export interface SlotStart {
  recurrenceId: string
  index: number
}

/** Seconds since 1970: from the one up to before the other. */
export interface Span {
  from: number
  to: number
}

/** More in one span than anybody meets; a rule that gives more is cut. */
const mostStarts = 5000

/** The starts that a slot's rule gives in a span, or what is wrong with the rule. */
export function startsOf(slot: Slot, zone: Zone, { from, to }: Span): { starts: SlotStart[] } | { problem: Text } {
  const rules = slot.rule === null ? [] : readRule(slot.rule)
  if ('problem' in rules) return rules
  const overrides = Object.fromEntries(slot.excluded.map(local => [`${local}:00`, { isExcluded: true }]))
  const series = createSeries(`${slot.start}:00`, zone, { rules, overrides })
  let index = 0
  for (const _ of expand(series, { to: from, limit: mostStarts })) index++
  const starts: SlotStart[] = []
  for (const { recurrenceId } of expand(series, { from, to, limit: mostStarts }))
    starts.push({ recurrenceId: recurrenceId.slice(0, 16), index: index++ })
  return { starts }
}

function readRule(text: string): RecurrenceRule[] | { problem: Text } {
  const read = readRuleText(text)
  if ('rule' in read) return [read.rule]
  const said = (locale: 'en' | 'zh') => read.problems.map(problem => problem[locale]).join(' · ')
  return {
    problem: { en: `The rule ${text} cannot be followed: ${said('en')}`, zh: `无法使用规则 ${text}：${said('zh')}` },
  }
}

/** The instant of a local time, in seconds since 1970, by the clocks of the zone. */
function instantOfLocal(zone: Zone, local: string): number {
  return instantOf(zone, readLocal(`${local}:00`) ?? 0)
}

/** An occurrence as it stands: what the series says, and over it what was changed of this one. */
export function occurrenceOf(
  series: Series,
  slot: Slot,
  { recurrenceId, index }: SlotStart,
  changed: { change: OccurrenceChange; sequence: number } | undefined,
  zone: Zone,
): Occurrence {
  const { change } = changed ?? {}
  const start = change?.start ?? recurrenceId
  const minutes = change?.minutes ?? slot.minutes
  const startsAt = instantOfLocal(zone, start)
  const topic = series.topics.length > 0 ? (series.topics[index % series.topics.length] ?? null) : null
  return {
    series: series.id,
    slot: slot.id,
    recurrenceId,
    title: change?.title ?? titleOf(series.title, topic),
    topic,
    startAt: new Date(startsAt * 1000).toISOString(),
    endAt: new Date((startsAt + minutes * 60) * 1000).toISOString(),
    start,
    zone: slot.zone,
    minutes,
    agenda: change?.agenda ?? series.agenda,
    status: change?.status ?? 'planned',
    note: change?.note ?? null,
    isChanged: change !== undefined,
    sequence: series.sequence + (changed?.sequence ?? 0),
  }
}

function titleOf(title: Text, topic: Text | null): Text {
  if (!topic) return title
  return {
    en: joined(title.en || title.zh, topic.en || topic.zh),
    zh: joined(title.zh || title.en, topic.zh || topic.en),
  }
}

function joined(title: string, topic: string) {
  return `${title}: ${topic}`
}
