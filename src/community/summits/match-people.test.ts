import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchPeople } from './match-people.ts'

test('who seeks what another offers is told, in Latin and in Chinese, both ways first', () => {
  const matches = matchPeople([
    { id: 'ada', offers: ['license compliance in products'], seeks: ['Metrics for managers', '社区治理'] },
    { id: 'bo', offers: ['metric dashboards'], seeks: ['compliance of containers'] },
    { id: 'lin', offers: ['如何做社区治理'], seeks: ['基金会合作'] },
    { id: 'eve', offers: ['help with open source'], seeks: ['help with open source'] },
  ])
  assert.deepEqual(Object.fromEntries(matches), {
    ada: [
      { with: 'bo', learn: ['Metrics for managers'], teach: ['compliance of containers'] },
      { with: 'lin', learn: ['社区治理'], teach: [] },
    ],
    bo: [{ with: 'ada', learn: ['compliance of containers'], teach: ['Metrics for managers'] }],
    lin: [{ with: 'ada', learn: [], teach: ['社区治理'] }],
    eve: [],
  })
})

test('of a thousand people everybody is matched, with ten at most', () => {
  const people = Array.from({ length: 1000 }, (_, at) => ({
    id: String(at),
    offers: [`topic${at % 50} tools`, `skill${at % 30}`],
    seeks: [`topic${(at + 1) % 50} advice`],
  }))
  const matches = [...matchPeople(people).values()]
  assert.deepEqual([matches.length, Math.max(...matches.map(({ length }) => length))], [1000, 10])
})
