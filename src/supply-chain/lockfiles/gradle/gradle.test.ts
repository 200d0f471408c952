import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gradle } from './gradle.ts'

for (const line of ['a:b=c', 'a:b:c', 'a:b:c:d=e', ':b:c=d', '<<<<<<< HEAD']) {
  test(`${JSON.stringify(line)} is refused`, () => {
    assert.throws(() => gradle.read(`# comment\n${line}\n`), {
      name: 'SyntaxError',
      message: 'This is no line of a gradle.lockfile (line 2)',
    })
  })
}

const scopes: [configurations: string, scope: 'runtime' | 'development'][] = [
  ['runtimeClasspath', 'runtime'],
  ['debugRuntimeClasspath,debugUnitTestRuntimeClasspath', 'runtime'],
  ['debugUnitTestRuntimeClasspath', 'development'],
  ['testFixturesRuntimeClasspath', 'development'],
  ['latestRuntimeClasspath', 'runtime'],
  ['compileClasspath', 'development'],
  ['compileClasspath,runtimeClasspath', 'runtime'],
  ['testCompileOnly', 'development'],
  ['kapt', 'development'],
  ['classpath', 'development'],
  ['embedded', 'runtime'],
]
for (const [configurations, scope] of scopes) {
  test(`on its own, what is in ${configurations} is needed for ${scope}`, () => {
    assert.deepEqual(gradle.read(`a:b:1=${configurations}`), {
      dependencies: [{ purl: 'pkg:maven/a/b@1', relation: 'unknown', scope }],
    })
  })
}

test('beside an empty runtime classpath, nothing is needed to run', () => {
  assert.deepEqual(gradle.read('a:b:1=embedded\r\nempty=runtimeClasspath\r\n'), {
    dependencies: [{ purl: 'pkg:maven/a/b@1', relation: 'unknown', scope: 'development' }],
  })
})
