import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBot } from './bots.ts'

test('programs are told from people, who are never taken for one by part of a name', () => {
  const bots = [
    { name: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' },
    { name: 'Renovate Bot', email: 'bot@renovateapp.com' },
    { name: 'x', email: '41898282+github-actions[bot]@users.noreply.github.com' },
    { name: 'x', email: '27856297+dependabot-preview[bot]@users.noreply.github.com' },
    { name: 'k8s-ci-robot', email: 'k8s-ci-robot@users.noreply.github.com' },
    { name: 'Weblate', email: 'noreply@weblate.org' },
  ]
  const people = [
    { name: 'Abbot Abbott', email: 'abbott@example.com' },
    { name: 'GitHub', email: 'noreply@github.com' },
    { name: 'Bot', email: 'bot@example.com' },
    { name: 'Jenkins Smith', email: 'renovate@example.com' },
    { name: '', email: '' },
  ]
  assert.deepEqual([...bots, ...people].filter(isBot), bots)
})
