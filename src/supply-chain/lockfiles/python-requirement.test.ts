import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPin, type PythonRequirement, parsePythonRequirement } from './python-requirement.ts'

const written: [text: string, requirement: PythonRequirement][] = [
  ['a', { name: 'a', extras: [], specifier: '' }],
  ['  A.b-c_D  ', { name: 'A.b-c_D', extras: [], specifier: '' }],
  ['a [x , y]', { name: 'a', extras: ['x', 'y'], specifier: '' }],
  ['a[]>= 1 , <2', { name: 'a', extras: [], specifier: '>=1,<2' }],
  ['a (>=1,<2)', { name: 'a', extras: [], specifier: '>=1,<2' }],
  ['a (*)', { name: 'a', extras: [], specifier: '' }],
  ['a===1.0-odd', { name: 'a', extras: [], specifier: '===1.0-odd' }],
  ['a~=1!2.0.post1 ; x == "y;z"', { name: 'a', extras: [], specifier: '~=1!2.0.post1', marker: 'x == "y;z"' }],
  ['a;x=="y"', { name: 'a', extras: [], specifier: '', marker: 'x=="y"' }],
  [
    'a @ https://b.example/a;c?d ; x == "y"',
    { name: 'a', extras: [], specifier: '', url: 'https://b.example/a;c?d', marker: 'x == "y"' },
  ],
  ['a[x]@git+https://b.example/a@v1', { name: 'a', extras: ['x'], specifier: '', url: 'git+https://b.example/a@v1' }],
]
for (const [text, requirement] of written) {
  test(`${JSON.stringify(text)} is read in all its parts`, () =>
    assert.deepEqual(parsePythonRequirement(text), requirement))
}

for (const text of ['', '-a', '@', 'a b', 'a=1', 'a==', 'a>=1 <2', 'a[x', 'a- ', 'a<2>1']) {
  test(`${JSON.stringify(text)} is refused`, () => assert.throws(() => parsePythonRequirement(text), SyntaxError))
}

const pins: [specifier: string, version: string | undefined][] = [
  ['==1.0', '1.0'],
  ['===1.0', '1.0'],
  ['!=1.1,==1.0', '1.0'],
  ['==1.*', undefined],
  ['>=1.0', undefined],
  ['', undefined],
]
for (const [specifier, version] of pins) {
  test(`${JSON.stringify(specifier)} pins ${version ?? 'nothing'}`, () => assert.equal(findPin(specifier), version))
}
