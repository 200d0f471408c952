import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SubjectKind } from '../forms/model.ts'
import { readSubject, subjectRecord } from './model.ts'

const read: [kind: SubjectKind, written: string, id: string, key: string, range: string | null][] = [
  ['package', ' pkg:NPM/left-pad@1.3.0 ', 'pkg:npm/left-pad@1.3.0', 'pkg:npm/left-pad', null],
  [
    'package',
    'pkg:npm/left-pad vers:npm/>=1.3.0|<2.0.0',
    'pkg:npm/left-pad',
    'pkg:npm/left-pad',
    'vers:npm/>=1.3.0|<2.0.0',
  ],
  ['repository', 'git@GitHub.com:Left/Pad.git', 'https://github.com/Left/Pad', 'https://github.com/left/pad', null],
  ['project', ' Web ', 'Web', 'web', null],
  ['none', 'whatever', '', '', null],
]

for (const [kind, written, id, key, range] of read)
  test(`${kind} ${written} is ${id}`, () => assert.deepEqual(readSubject(kind, written), { kind, id, key, range }))

const wrong: [kind: SubjectKind, written: string, says: RegExp][] = [
  ['package', '', /Name a package/],
  ['package', 'left-pad', /is no package URL/],
  ['package', 'pkg:npm/left-pad@1.3.0 vers:npm/*', /not both/],
  ['package', 'pkg:npm/left-pad vers:pypi/*', /write vers:npm\//],
  ['package', 'pkg:npm/left-pad vers:npm/', /is no range of versions/],
  ['package', 'pkg:npm/left-pad vers:npm/* vers:npm/*', /Name one package/],
  ['package', 'pkg:npm/left-pad 1.3.0', /Name one package/],
  ['repository', 'left-pad', /by its address/],
]

for (const [kind, written, says] of wrong) {
  test(`as a ${kind} “${written}” is refused in a sentence`, () => {
    const subject = readSubject(kind, written)
    assert.match('problem' in subject ? subject.problem.en : 'read', says)
  })
}

test('conditions read a subject with every name there, the range of versions too', () => {
  const ranged = { kind: 'package', id: 'pkg:npm/%40acme/x', range: 'vers:npm/*' } as const
  const names = { kind: 'package', id: ranged.id, type: 'npm', namespace: '@acme', name: 'x', version: '' }
  assert.deepEqual(subjectRecord(ranged), { ...names, range: 'vers:npm/*' })
  const exact = { kind: 'package', id: `${ranged.id}@1.0.0`, range: null } as const
  assert.deepEqual(subjectRecord(exact), { ...names, id: exact.id, version: '1.0.0', range: '' })
})
