import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packageOf, shortName } from './package-of.ts'

test('a package is its purl without what tells versions apart', () => {
  assert.equal(packageOf('pkg:npm/%40scope/name@1.0.0?arch=x#sub'), 'pkg:npm/%40scope/name')
  assert.equal(packageOf('pkg:gem/ruby?platform=java'), 'pkg:gem/ruby')
  assert.equal(packageOf('pkg:pypi/flask'), 'pkg:pypi/flask')
})

test('the short name is the one people write, with its version', () => {
  assert.equal(shortName('pkg:npm/%40scope/name@1.0.0?arch=x#sub'), '@scope/name@1.0.0')
  assert.equal(shortName('pkg:maven/org.example/a%2Bb'), 'org.example/a+b')
})
