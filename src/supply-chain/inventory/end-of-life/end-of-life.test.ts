import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseRule, coversVersion } from './covers-version.ts'
import { longAgo } from './model.ts'
import { readEndOfLife } from './read-end-of-life.ts'

test('a version is of the cycle that it begins with, not of one that merely begins alike', () => {
  for (const version of ['3.9', '3.9.1', '3.9-rc1', 'v3.9.2', '3.9+build']) assert.ok(coversVersion('3.9', version))
  for (const version of ['3.90', '3.8', '13.9', '']) assert.ok(!coversVersion('3.9', version))
  assert.ok(coversVersion('vers:maven/>=2.0|<2.17.0', '2.14.1'))
  assert.ok(!coversVersion('vers:maven/>=2.0|<2.17.0', '2.17.0'))
  assert.ok(!coversVersion('vers:maven/>=>', '2'))
  assert.ok(coversVersion('*', ''))
})

test('the rule that says most exactly which versions it is for counts', () => {
  const rules = ['*', 'vers:npm/<99', '3', '3.9'].map(versions => ({ versions }))
  assert.equal(chooseRule(rules, '3.9.4')?.versions, '3.9')
  assert.equal(chooseRule(rules, '3.8.0')?.versions, '3')
  assert.equal(chooseRule(rules, '4.0.0')?.versions, 'vers:npm/<99')
  assert.equal(chooseRule(rules, '99.0.0')?.versions, '*')
})

const django = 'pkg:pypi/django'

test('both shapes of endoflife.date are read, and CSV', () => {
  const source = 'django.json'
  const cycles = [
    { cycle: '4.2', eol: '2026-04-30', support: '2023-12-04', lts: true },
    { cycle: 1, eol: true },
    { cycle: '5.2', eol: false },
  ]
  const about = { package: django, source, supportEnds: null }
  const rules = [
    { ...about, versions: '4.2', ends: '2026-04-30', supportEnds: '2023-12-04' },
    { ...about, versions: '1', ends: longAgo },
    { ...about, versions: '5.2', ends: null },
  ]
  assert.deepEqual(readEndOfLife(JSON.stringify(cycles), { packages: [django], source }), { rules, problems: [] })
  const answer = {
    result: {
      name: 'django',
      identifiers: [{ type: 'purl', id: django }],
      releases: [
        { name: '4.2', eolFrom: '2026-04-30', eoasFrom: '2023-12-04', isEol: true },
        { name: '1', isEol: true },
        { name: '5.2', isEol: false, eolFrom: null },
      ],
    },
  }
  assert.deepEqual(readEndOfLife(JSON.stringify(answer), { packages: [], source }), { rules, problems: [] })
  const table = `package,cycle,eol,support\n${django},4.2,2026-04-30,2023-12-04\n${django}@x,1,true,\n${django},5.2,false,\n`
  assert.deepEqual(readEndOfLife(table, { packages: [], source }), { rules, problems: [] })
})

test('what cannot be read is told with its line, and the rest is kept', () => {
  const read = readEndOfLife(`package,ends\n${django},soon\n${django},2027-01-01\n`, { packages: [], source: 'a.csv' })
  assert.deepEqual(
    [read.rules.map(({ versions, ends }) => [versions, ends]), read.problems.map(({ en }) => en)],
    [[['*', '2027-01-01']], ['a.csv:2: give a package, versions, and days as 2027-04-30']],
  )
  for (const text of ['', '{', '[1]', 'a,b\n1,2', '{"result":1}'])
    assert.equal(readEndOfLife(text, { packages: [django], source: 'a' }).problems.length, 1, text)
  assert.equal(readEndOfLife('[{"cycle":"1"}]', { packages: [], source: 'a' }).problems.length, 1)
})
