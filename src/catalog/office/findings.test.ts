import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findProblems, type Observed } from './findings.ts'
import { licenseBadge } from './office-page.ts'

const observed: Observed = {
  kind: 'bare',
  activity: 'active',
  history: null,
  license: 'MIT',
  unrecognizedTexts: [],
  licenseMismatch: undefined,
  verdicts: { allow: 0, review: 0, deny: 0 },
  keyFiles: ['security', 'contributing', 'code-of-conduct'],
  brokenManifests: [],
  historyWarnings: [],
}

const found = (changed: Partial<Observed>) => findProblems({ ...observed, ...changed }).map(({ id }) => id)

test('a project in order has no findings', () => {
  assert.deepEqual(found({}), [])
})

test('without a license nobody may use it; a text that nobody recognized is one to be read', () => {
  assert.deepEqual(found({ license: null }), ['no-license'])
  assert.deepEqual(found({ license: null, unrecognizedTexts: ['LICENSE'] }), ['unrecognized-license'])
  assert.deepEqual(found({ unrecognizedTexts: ['LICENSE-logo'] }), [])
})

test('pages tell a license that nobody recognized from none', async () => {
  const shown = async (changed: Partial<Observed>) => {
    const { license } = { ...observed, ...changed }
    return String(await licenseBadge({ license, findings: findProblems({ ...observed, ...changed }) }, 'en'))
  }
  assert.match(await shown({}), />MIT</)
  assert.match(await shown({ license: null }), />none</)
  assert.match(await shown({ license: null, unrecognizedTexts: ['LICENSE'] }), />not recognized</)
})

test('the gravest is told first', () => {
  const both = { keyFiles: [], verdicts: { allow: 0, review: 1, deny: 1 } }
  assert.deepEqual(found(both), [
    'denied-components',
    'no-security-policy',
    'no-contributing',
    'no-code-of-conduct',
    'components-to-review',
  ])
})
