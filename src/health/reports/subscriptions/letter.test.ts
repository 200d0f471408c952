import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MetricParameters, type MetricResult } from '../../metrics/model.ts'
import type { Report } from '../model.ts'
import { composeLetter } from './compose-letter.ts'
import { lastPeriod } from './period.ts'

test('the last month and week are those that are over, whatever the day and the year', () => {
  const at = (now: string, every: 'month' | 'week') => lastPeriod(new Date(now), every)
  assert.deepEqual(at('2026-11-21T12:00:00Z', 'month'), { before: '2026-09-01', from: '2026-10-01', to: '2026-11-01' })
  assert.deepEqual(at('2026-01-01T00:00:00Z', 'month'), { before: '2025-11-01', from: '2025-12-01', to: '2026-01-01' })
  // A Sunday's last moment, and the Monday after it.
  assert.deepEqual(at('2026-11-22T23:59:59Z', 'week'), { before: '2026-11-02', from: '2026-11-09', to: '2026-11-16' })
  assert.deepEqual(at('2026-11-23T00:00:00Z', 'week'), { before: '2026-11-09', from: '2026-11-16', to: '2026-11-23' })
})

const origin = { projects: 1, sources: [], commits: 0, items: null, firstAt: null, lastAt: null, head: null }
const rest = { minedAt: null, linesKnown: null, organizationsKnown: null, inFuture: 0 }

function metric(id: string, value: number | null, format: MetricResult['format'] = 'count'): MetricResult {
  return {
    ...{ id, name: id.toUpperCase(), question: '', definition: `how ${id} is counted`, unit: 'things', format, value },
    ...{
      collected: true,
      caveats: [],
      formula: null,
      parameters: [],
      source: { name: 'S', url: `https://s.example/${id}` },
    },
    ...{
      series: [],
      beside: [],
      columns: [],
      coded: [],
      shares: [],
      organizations: [],
      rows: [],
      rowCount: 0,
      groups: [],
      groupCount: 0,
      coverage: null,
      sql: '',
    },
  }
}

function report(metrics: MetricResult[], more: Partial<Report> = {}): Report {
  const measurement = { parameters: MetricParameters.parse({}), origin: { ...origin, ...rest }, metrics }
  return {
    ...{ kind: 'project', subject: 'web', name: 'Web', measurement, uncollected: [], organizationsKnown: null },
    ...{ marks: [], marksLeftOut: 0, comparison: null, ...more },
  }
}

const occasion = {
  every: 'month' as const,
  period: { before: '2026-09-01', from: '2026-10-01', to: '2026-11-01' },
  origin: ['From 3 commits', 'Lines are lacking'],
  reportAt: 'https://o.example/reports/project/web',
  stopAt: 'https://o.example/public/report-mail/x',
}

test('a letter tells what changed, what did not, what happened, what is unknown and what the numbers mean', () => {
  const beside = [
    { name: 'Mean', format: 'days' as const, value: 2.5 },
    { name: 'Answered', format: 'share' as const, value: 0.5 },
  ]
  const now = report(
    [{ ...metric('a', 12), beside }, metric('b', 0.25, 'share'), metric('c', null), metric('d', 4), metric('e', 0)],
    {
      uncollected: ['e'],
      marks: [{ kind: 'release', day: '2026-10-07', title: 'v2', body: '', href: null }],
      marksLeftOut: 3,
    },
  )
  const before = report([metric('a', 15), metric('b', 0.2, 'share'), metric('c', 2), metric('d', 4), metric('e', 9)])
  const { subject, body } = composeLetter(now, before, occasion, 'en')
  assert.equal(subject, 'Report, Project Web: 2026-10')
  assert.equal(
    body,
    `What changed since the time before
• A: 12 things (-3; before: 15)
  Mean: 2.5 · Answered: 50%
• B: 25% things (+5 points; before: 20%)
• C: – things (–; before: 2)
Unchanged: D 4

What happened
• 2026-10-07 release: v2
3 more are not shown

Not collected, so unknown: E

From 3 commits
Lines are lacking

The whole report: https://o.example/reports/project/web

What the numbers mean
• A: how a is counted (https://s.example/a)
• B: how b is counted (https://s.example/b)
• C: how c is counted (https://s.example/c)
• D: how d is counted (https://s.example/d)

To get this report no more: https://o.example/public/report-mail/x`,
  )
})

test('of a week it names both days, in the reader’s language, and says that nothing changed', () => {
  const same = report([metric('a', 1)])
  const week = {
    ...occasion,
    every: 'week' as const,
    period: { before: '2026-11-02', from: '2026-11-09', to: '2026-11-16' },
  }
  const { subject, body } = composeLetter(same, same, week, 'zh')
  assert.equal(subject, '报告：项目 Web，2026-11-09 至 2026-11-15')
  assert.match(body, /^与上一时期相比的变化\n与上一时期相比没有变化。\n未变: A 1\n/)
})
