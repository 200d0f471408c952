import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Evaluation } from '../models/model.ts'
import { countDependence, type PackageUser } from './count-dependence.ts'
import { adviceOf, criticalityOf, priorityOf, riskOf } from './judge-priority.ts'
import { shippedSettings } from './model.ts'

const nobody = { product: null, release: null, project: null, delivery: '' }

function use(who: Partial<PackageUser>, relation = 'direct', scope = 'runtime'): PackageUser {
  return { package: 'pkg:npm/a', ...nobody, ...who, relation, scope }
}

test('products, projects and deliveries are users, each once by its strongest use, and nobody uses itself', () => {
  const uses = [
    use({ product: 'shop', release: 1 }, 'transitive'),
    use({ product: 'shop', release: 2 }, 'direct', 'development'),
    use({ product: 'desk', release: 3 }, 'direct', 'optional'),
    use({ project: 'web' }, 'unknown'),
    use({ project: 'web' }),
    use({ project: 'self' }),
    use({ delivery: 'Acme/box' }, 'unknown'),
  ]
  assert.deepEqual(countDependence(2, uses, 'self'), {
    ...{ packages: 2, products: 2, releases: 3, projects: 1, deliveries: 1 },
    ...{ direct: 1, indirect: 2, development: 1 },
  })
})

const none = {
  packages: 1,
  products: 0,
  releases: 0,
  projects: 0,
  deliveries: 0,
  direct: 0,
  indirect: 0,
  development: 0,
}
const settings = { ...shippedSettings, directEnough: 3, indirectEnough: 3, developmentEnough: 3 }

test('criticality is the weighted mean of logarithmic terms: 0 of nobody, 1 from what suffices on, unknown of no package', () => {
  assert.equal(criticalityOf(null, settings), null)
  assert.equal(criticalityOf(none, settings), 0)
  assert.equal(criticalityOf({ ...none, direct: 3, indirect: 9, development: 3 }, settings), 1)
  // One of three that suffice is a half: ln 2 ÷ ln 4.
  assert.ok(Math.abs((criticalityOf({ ...none, direct: 1 }, settings) ?? 0) - (4 * 0.5) / 7) < 1e-12)
  const nothingWeighs = { ...settings, directWeight: 0, indirectWeight: 0, developmentWeight: 0 }
  assert.equal(criticalityOf(none, nothingWeighs), null)
})

function judged(...verdicts: string[]): Evaluation['readings'] {
  const limits = { good: 2, poor: 1, source: { en: 'x', zh: 'x' } }
  return verdicts.map(verdict => ({ verdict, limits, direction: 'higher' })) as Evaluation['readings']
}

test('risk is the mean over what is judged, and a range where something is unknown', () => {
  assert.deepEqual(riskOf({ score: null, readings: judged('good', 'fair', 'poor', 'poor') }), {
    least: 0.625,
    most: 0.625,
  })
  assert.deepEqual(riskOf({ score: null, readings: judged('poor', 'unknown') }), { least: 0.5, most: 1 })
  assert.equal(riskOf({ score: null, readings: [] }), null)
  const unjudged = judged('unjudged').map(reading => ({ ...reading, limits: null }))
  assert.equal(riskOf({ score: null, readings: unjudged }), null)
})

test('the published score of a model counts where there is one: the higher it is, the less the risk', () => {
  const score = {
    value: null,
    least: 25,
    most: 75,
    outOf: 100,
    known: 0.5,
    band: null,
    source: { name: 'x', url: 'x' },
  }
  assert.deepEqual(riskOf({ score, readings: [] }), { least: 0.25, most: 0.75 })
})

test('an advice is given only where it is the same wherever the priority lies; unknown is never taken for zero', () => {
  const { investFrom, watchFrom } = settings
  const advice = (criticality: number | null, risk: { least: number; most: number } | null) =>
    adviceOf(priorityOf(criticality, risk), settings)
  assert.deepEqual([investFrom, watchFrom], [0.3, 0.1])
  assert.equal(advice(0.6, { least: 0.5, most: 0.5 }), 'invest')
  assert.equal(advice(0.6, { least: 0.2, most: 0.4 }), 'watch')
  assert.equal(advice(0.6, { least: 0, most: 0.1 }), 'ignore')
  assert.equal(advice(0.6, { least: 0.1, most: 0.9 }), 'unknown')
  assert.equal(advice(0.6, null), 'unknown')
  assert.equal(advice(null, { least: 1, most: 1 }), 'unknown')
  // Whatever its risk, so little hangs on it.
  assert.equal(advice(0.05, null), 'ignore')
  assert.deepEqual(priorityOf(0.5, null), { least: 0, most: 0.5 })
  assert.equal(priorityOf(null, null), null)
})
