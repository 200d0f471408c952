import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseSimilar } from './choose-similar.ts'
import { distributionOf } from './distribution.ts'
import type { CohortWish, Profile } from './model.ts'
import { whySimilar } from './why-similar.ts'

function profile(project: string, rest: Partial<Profile> = {}): Profile {
  return { project, name: project, commitsOfYear: 99, ageDays: 1000, language: 'Go', kind: 'code', ...rest }
}

const own = profile('own')
const others = [
  profile('near', { commitsOfYear: 119 }),
  profile('edge', { commitsOfYear: 399 }),
  profile('beyond', { commitsOfYear: 400 }),
  profile('young', { ageDays: 300 }),
  profile('rust', { language: 'Rust' }),
  profile('prose', { kind: 'documentation', language: null }),
  profile('unborn', { ageDays: null }),
]

function chosen(wish: CohortWish, of = others) {
  const { members, criteria, chosen } = chooseSimilar(own, of, wish)
  return { members: members.map(({ project }) => project), criteria, chosen }
}

const strict = { size: 4, age: 3, language: 'same', kind: 'same' }

test('similar are those within so many times the size and age, of the same language and kind, the nearest first', () => {
  assert.deepEqual(chosen({ similarSize: 4 }), { members: ['near', 'edge'], criteria: strict, chosen: 'as-asked' })
  assert.deepEqual(chosen({ similarAge: 0 }).members, ['near', 'unborn', 'young', 'edge'])
  assert.deepEqual(chosen({ similarLanguage: 'any' }).members, ['rust', 'near', 'edge'])
  assert.deepEqual(chosen({ similarLanguage: 'any', similarKind: 'any' }).members, ['prose', 'rust', 'near', 'edge'])
  assert.deepEqual(chosen({ similarSize: 0 }).members, ['near', 'edge', 'beyond'])
})

test('what is not known is like nothing, unless it does not matter', () => {
  const stranger = profile('stranger', { language: null, kind: null })
  assert.deepEqual(chooseSimilar(stranger, [stranger, own], { similarKind: 'any' }).members, [])
  assert.deepEqual(chosen({ similarAge: 1000 }).members, ['near', 'young', 'edge'])
})

test('where nobody says how, criteria are loosened until five are similar, and it is told which', () => {
  assert.deepEqual(chosen({}), {
    members: ['rust', 'near', 'unborn', 'young', 'edge'],
    criteria: { size: 4, age: 0, language: 'any', kind: 'same' },
    chosen: 'by-itself',
  })
  const many = Array.from({ length: 50 }, (_, i) => profile(`p${String(i).padStart(2, '0')}`))
  const { members, criteria, more } = chooseSimilar(own, many, {})
  assert.deepEqual([members.length, more, criteria], [24, 26, strict])
  assert.equal(members[0]?.project, 'p00')
})

test('named by hand are those that are named and there, each with what it has in common', () => {
  const cohort = chooseSimilar(own, others, { similarProjects: 'rust, beyond,nowhere,own,else,nowhere' })
  const { members, chosen, criteria, unknown } = cohort
  assert.equal(chosen, 'by-hand')
  assert.deepEqual(unknown, ['nowhere', 'else'])
  assert.deepEqual(whySimilar(cohort), {
    en: 'Chosen by hand, whatever they have in common. Not known here, or not analysed yet: nowhere, else.',
    zh: '由人工选择，不论是否相似。此处没有或尚未分析：nowhere, else。',
  })
  assert.deepEqual(criteria, { size: 0, age: 0, language: 'any', kind: 'any' })
  assert.deepEqual(
    members.map(({ project, common }) => [project, common]),
    [
      ['rust', ['size', 'age', 'kind']],
      ['beyond', ['age', 'language', 'kind']],
    ],
  )
})

test('a value lies below, in or above the middle half of at least three others', () => {
  assert.equal(distributionOf(1, [1, 2]), undefined)
  const shape = { count: 4, least: 1, low: 1.75, median: 2.5, high: 3.75, most: 6 }
  for (const [value, place] of [
    [1.7, 'below'],
    [1.75, 'lower-middle'],
    [2.5, 'upper-middle'],
    [3.75, 'upper-middle'],
    [4, 'above'],
    [null, null],
  ] as const)
    assert.deepEqual(distributionOf(value, [6, 1, 3, 2]), { ...shape, place })
})
