import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import { numberOf } from '../../../test/forge-facts.ts'
import { metrics } from '../metrics/metrics.ts'
import { commonParameters } from '../metrics/parameter-names.ts'
import { humanMetrics } from '../surveys/human-metrics/human-metrics.ts'
import { evaluate } from './evaluate.ts'
import type { Model } from './model.ts'
import { parseModel } from './parse-model.ts'

const paths = globSync('src/health/models/shipped/*.yml')
const models = new Map(paths.map(path => [basename(path, '.yml'), read(path)]))

function read(path: string): Model {
  const parsed = parseModel(readFileSync(path, 'utf8'), basename(path))
  assert.ok('model' in parsed, 'problem' in parsed ? parsed.problem.en : '')
  return parsed.model
}

function textsIn(value: unknown): { en: string; zh: string }[] {
  if (value === null || typeof value !== 'object') return []
  if ('en' in value && 'zh' in value) return [value as { en: string; zh: string }]
  return Object.values(value).flatMap(textsIn)
}

for (const [id, model] of models) {
  test(`${id} is called so, and says everything in both languages`, () => {
    assert.equal(model.id, id)
    for (const { en, zh } of textsIn(model)) {
      assert.match(en, /[a-z]/)
      assert.match(zh, /\p{Script=Han}/u, en)
    }
  })
}

test('the models that are asked for ship, four of them beside CHAOSS’s released ones with a published score', () => {
  const scored = [...models.values()].filter(({ score }) => score).map(({ id }) => id)
  assert.deepEqual(scored.sort(), ['community-activity', 'criticality-score', 'lfx-health-score', 'project-engagement'])
  const beside = [...models.values()].filter(model => model.beside).map(({ id }) => id)
  assert.deepEqual(beside.sort(), ['criticality-score', 'lfx-health-score'])
  assert.equal(models.size, 19)
})

test('the four figures of Starter Project Health are all measured', () => {
  const ids = models.get('starter-project-health')?.parts.map(({ metric }) => metric) ?? []
  assert.deepEqual(ids, [
    'time-to-first-response',
    'change-request-closure-ratio',
    'contributor-absence-factor',
    'release-frequency',
  ])
  assert.ok(ids.every(id => metrics.some(metric => metric.id === id)))
})

/** Not metrics: how long the history is. */
const spans = ['months-since-first-commit', 'months-since-last-commit']

test('every metric that a model names is computed or told by people, and heeds what the model asks of it', () => {
  const told = new Set(humanMetrics.map(({ id }) => id))
  const wrong = [...models].flatMap(([id, { parts }]) =>
    parts.flatMap(({ id: part, metric, over, parameters }) => {
      const unknown = [metric, ...(over ? [over] : [])].filter(
        name => !spans.includes(name) && !told.has(name) && !metrics.some(one => one.id === name),
      )
      const heeded = [...commonParameters, ...(metrics.find(one => one.id === metric)?.parameters ?? [])]
      const ignored = Object.keys(parameters).filter(name => !heeded.some(one => one === name))
      return [...unknown, ...ignored].map(what => `${id} ${part}: ${what}`)
    }),
  )
  assert.deepEqual(wrong, [])
})

function scoreAt(id: string, values: Record<string, number>) {
  const model = models.get(id) ?? assert.fail(id)
  const told = new Map(model.parts.map(part => [part.id, { now: { value: (values[part.id] ?? 0) * part.per } }]))
  return evaluate(model, told).score
}

test('the criticality score is 1 of what reaches every threshold on the day of its last commit less that weight', () => {
  const enough = {
    ...{ 'created-since': 120, contributors: 5000, organizations: 10, 'commit-frequency': 1000, releases: 26 },
    ...{ 'closed-issues': 5000, 'updated-issues': 5000, 'comment-frequency': 15, dependents: 500_000 },
  }
  // Σα = 1 − 1 + 2 + 1 + 1 + 0.5 + 0.5 + 0.5 + 1 + 2 = 8.5; without the −1 of updated-since 9.5.
  assert.ok(Math.abs((scoreAt('criticality-score', enough)?.value ?? 0) - 9.5 / 8.5) < 1e-12)
  assert.ok(Math.abs((scoreAt('criticality-score', { ...enough, 'updated-since': 120 })?.value ?? 0) - 1) < 1e-12)
})

test('the weights of project engagement are those published: they make 1', () => {
  const sum = models.get('project-engagement')?.parts.reduce((total, { weight = 0 }) => total + weight, 0) ?? 0
  assert.ok(Math.abs(sum - 1) < 1e-8)
})

test('the LFX score has twenty tables of five points, five of them as one share: 100 in all', () => {
  const best = {
    ...{ 'contributor-dependency': 10, 'organization-dependency': 8, 'active-contributors': 21, retention: 0.8 },
    ...{ stars: 1000, forks: 80, mentions: 100, 'forge-mentions': 500, searches: 1000, 'pull-requests': 31 },
    ...{ 'active-days': 27, baseline: 1 },
  }
  const score = scoreAt('lfx-health-score', best)
  assert.deepEqual([score?.value, score?.most, score?.band?.en], [100, 100, 'Rock Solid'])
  // One person with 51 %: none of the five points; one company from an embargoed country: neither.
  const worse = scoreAt('lfx-health-score', { ...best, 'contributor-dependency': 1, embargo: 1 })
  assert.deepEqual([worse?.value, worse?.band?.en], [90, 'Healthy'])
})

test('the LFX score’s retention is asked of a period that has a value, whatever the day', async () => {
  const part = models.get('lfx-health-score')?.parts.find(({ metric }) => metric === 'quarterly-retention')
  assert.ok(part?.days)
  const months = Array.from({ length: 24 }, (_, i) => new Date(Date.UTC(2024, i, 15)).toISOString().slice(0, 10))
  const commits = months.map((day): [string, string] => ['ada', `${day} 00:00:00`])
  for (const asOf of ['2025-12-31', '2026-01-01', '2026-01-02', '2025-08-17', '2025-10-01']) {
    const from: string = new Date(Date.parse(asOf) - part.days * 86_400_000).toISOString().slice(0, 10)
    assert.equal(await numberOf({ commits }, 'quarterly-retention', { from, to: asOf }), 1, asOf)
  }
})

const refused: [what: string, change: object, problem: string][] = [
  ['a part twice', { parts: ['a', 'a'].map(id => ({ id, name: id, metric: id })) }, 'it:2: a is there twice'],
  [
    'a parameter that no metric has',
    { parts: [{ id: 'a', name: 'a', metric: 'a', parameters: { luck: 1 } }] },
    'it:1: a: metrics have no parameter luck',
  ],
  [
    'a value that does not fit',
    { parts: [{ id: 'a', name: 'a', metric: 'a', parameters: { bots: 'some' } }] },
    'it:1: a: bots is no value of that parameter',
  ],
  [
    'limits the wrong way round',
    { parts: [{ id: 'a', name: 'a', metric: 'a', direction: 'lower', limits: { good: 7, poor: 2, source: 'x' } }] },
    'it:1: a: good and poor are the wrong way round',
  ],
  [
    'limits without a direction',
    { parts: [{ id: 'a', name: 'a', metric: 'a', limits: { good: 7, poor: 2, source: 'x' } }] },
    'it:1: a: limits need a direction: higher or lower',
  ],
  [
    'a score of nothing',
    {
      parts: [{ id: 'a', name: 'a', metric: 'a' }],
      score: { kind: 'points', most: 5, source: { name: 'x', url: 'https://x.example/' } },
    },
    'it:1: a score needs parts with weight and enough, or with steps',
  ],
]
for (const [what, change, problem] of refused) {
  test(`a model with ${what} is refused with where and why`, () => {
    const it = { id: 'it', name: 'It', question: 'How?', source: { name: 'x', url: 'https://x.example/' }, ...change }
    const parsed = parseModel(JSON.stringify(it), 'it')
    assert.equal('problem' in parsed && parsed.problem.en.replace(/^it:\d+/, 'it'), problem.replace(/^it:\d+/, 'it'))
  })
}
