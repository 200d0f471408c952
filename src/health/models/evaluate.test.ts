import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logarithmic } from '../../lib/scores/logarithmic.ts'
import { evaluate, judge } from './evaluate.ts'
import { Model, type Told } from './model.ts'

const source = { name: 'x', url: 'https://x.example/' }

function modelOf(parts: object[], score?: object): Model {
  return Model.parse({ id: 'it', name: 'It', question: 'How?', source, parts, ...(score && { score }) })
}

function part(id: string, more: object = {}) {
  return { id, name: id, metric: id, ...more }
}

function scoreOf(model: Model, told: Record<string, Told>) {
  const values = new Map(Object.entries(told).map(([id, now]) => [id, { now }]))
  const { score } = evaluate(model, values)
  assert.ok(score)
  const { source: by, ...rest } = score
  assert.deepEqual(by, source)
  return rest
}

const steps = [
  { from: 0, points: 5 },
  { from: 7, points: 4 },
  { over: 60, points: 0 },
]

test('limits judge by their direction; on a limit the reading is that of the limit', () => {
  const limits = { good: 4, poor: 1, source: { en: 'x', zh: 'x' } }
  const readings = [5, 4, 2, 1, 0, null].map(value => judge({ direction: 'higher', limits }, value))
  assert.deepEqual(readings, ['good', 'good', 'fair', 'poor', 'poor', 'unknown'])
  const late = { good: 2, poor: 7, source: { en: 'x', zh: 'x' } }
  const times = [-1, 2, 3, 7, 8].map(value => judge({ direction: 'lower', limits: late }, value))
  assert.deepEqual(times, ['good', 'good', 'fair', 'poor', 'poor'])
  assert.equal(judge({ direction: 'neither' }, 3), 'unjudged')
})

test('the logarithmic term is 0 of nothing, 1 from what suffices on, and a half at its square root', () => {
  assert.deepEqual(
    [0, 99, 500].map(value => logarithmic(value, 99)),
    [0, 1, 1],
  )
  assert.ok(Math.abs(logarithmic(9, 99) - 0.5) < 1e-12)
})

test('a logarithmic score is the sum of weighted terms by the sum of weights, those below zero included', () => {
  const score = { kind: 'logarithmic', most: 1, source }
  const model = modelOf(
    [part('a', { weight: 2, enough: 99 }), part('b', { weight: -1, enough: 99 }), part('c', { weight: 1, enough: 99 })],
    score,
  )
  const all = scoreOf(model, { a: { value: 99 }, b: { value: 99 }, c: { value: 0 } })
  assert.deepEqual(all, { value: 0.5, least: 0.5, most: 0.5, outOf: 1, known: 1, band: null })
})

test('a model that was kept with weights that cancel out has readings, and no score', () => {
  const score = { kind: 'logarithmic', most: 1, source }
  const parts = [part('a', { weight: 0.3, enough: 99 }), part('b', { weight: -0.3, enough: 99 })]
  const told = evaluate(modelOf(parts, score), new Map([['a', { now: { value: 99 } }]]))
  assert.deepEqual([told.score, told.readings[0]?.value], [null, 99])
})

test('what is unknown is never zero: a score is then no number but the range that it lies in', () => {
  const score = { kind: 'logarithmic', most: 1, source }
  const model = modelOf([part('a', { weight: 3, enough: 99 }), part('b', { weight: 1, enough: 99 })], score)
  const some = scoreOf(model, { a: { value: 99 }, b: { missing: 'no-facts' } })
  assert.deepEqual(some, { value: null, least: 0.75, most: 1, outOf: 1, known: 0.75, band: null })
  const { readings } = evaluate(model, new Map([['b', { now: { missing: 'no-facts' } }]]))
  assert.deepEqual(
    readings.map(({ value, verdict, missing, points }) => [value, verdict, missing, points]),
    [
      [null, 'unknown', 'no-value', null],
      [null, 'unknown', 'no-facts', null],
    ],
  )
})

test('points go by the last step that is reached, “over” leaves the bound itself out, and bands name the sum', () => {
  const bands = [
    { from: 0, name: 'low' },
    { from: 9, name: 'high' },
  ]
  const model = modelOf([part('a', { steps }), part('b', { pointsEach: 25 })], {
    kind: 'points',
    most: 30,
    source,
    bands,
  })
  const points = [0, 6.9, 7, 60, 60.1].map(value => {
    const { readings } = evaluate(model, new Map([['a', { now: { value } }]]))
    return readings[0]?.points
  })
  assert.deepEqual(points, [5, 5, 4, 4, 0])
  assert.deepEqual(scoreOf(model, { a: { value: 7 }, b: { value: 0.2 } }), {
    ...{ value: 9, least: 9, most: 9, outOf: 30, known: 1 },
    band: { en: 'high', zh: 'high' },
  })
  assert.deepEqual(scoreOf(model, { a: { value: 7 } }), {
    ...{ value: null, least: 4, most: 29, outOf: 30, known: 5 / 30, band: null },
  })
})

test('what is unknown may lie below all steps, and have no points', () => {
  const rising = [
    { from: 10, points: 5 },
    { from: 20, points: 10 },
  ]
  const falling = [
    { from: 0, points: 2 },
    { over: 20, points: 1 },
  ]
  const model = modelOf([part('a', { steps: rising }), part('b', { steps: falling })], {
    kind: 'points',
    most: 12,
    source,
  })
  const { least, most } = scoreOf(model, {})
  assert.deepEqual([least, most], [1, 12])
  assert.equal(scoreOf(model, { a: { value: 3 }, b: { value: 30 } }).value, 1)
})

test('a figure of organizations has no verdict and no points while so little is known that the unknown could turn it', () => {
  const limits = { good: 3, poor: 1, source: 'x' }
  const model = modelOf(
    [
      part('limited', { direction: 'higher', limits }),
      part('scored', { steps }),
      part('easy', { direction: 'higher', limits, knownFrom: 0.01 }),
      part('shown'),
    ],
    { kind: 'points', most: 5, source },
  )
  const readAt = (coverage: number) =>
    evaluate(model, new Map(model.parts.map(({ id }) => [id, { now: { value: 1, coverage } }])))
  const told = readAt(0.015).readings.map(({ value, verdict, missing, points }) => [value, verdict, missing, points])
  assert.deepEqual(told, [
    [1, 'unknown', 'little-known', null],
    [1, 'unknown', 'little-known', null],
    [1, 'poor', null, null],
    [1, 'unjudged', null, null],
  ])
  const { value, least, most } = readAt(0.015).score ?? assert.fail()
  assert.deepEqual([value, least, most], [null, 0, 5])
  const half = readAt(0.5)
  assert.deepEqual(
    half.readings.map(({ verdict, missing }) => [verdict, missing]),
    [
      ['poor', null],
      ['unjudged', null],
      ['poor', null],
      ['unjudged', null],
    ],
  )
  assert.equal(half.score?.value, 5)
})

test('a value is told per what the model says, with that of the period before', () => {
  const model = modelOf([part('a', { per: 3, days: 90 })])
  const { readings } = evaluate(model, new Map([['a', { now: { value: 12 }, before: { value: 6 } }]]))
  assert.deepEqual([readings[0]?.value, readings[0]?.before, readings[0]?.verdict], [4, 2, 'unjudged'])
})
