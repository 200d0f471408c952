import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lockfileReaders } from '../lockfile-readers.ts'
import { gradleBuild } from './gradle-build.ts'

test('what declares no dependency asks for nothing', () => {
  const text =
    "version = '1.0'\nurl 'https://x.example/implementation'\nprintln(\"use implementation 'a:b:1'\")\napiKey 'a:b:1'\n"
  assert.deepEqual(gradleBuild.read(text), { dependencies: [] })
})

test('settings are no build, and a lockfile beside covers its build', () => {
  assert.equal(gradleBuild.reads('app/settings.gradle.kts'), false)
  const lockfile = lockfileReaders.find(({ name }) => name === 'gradle')
  assert.deepEqual(
    ['build.gradle', 'build.gradle.kts', 'app/build.gradle'].map(path => lockfile?.covers?.(path)),
    [true, true, false],
  )
})

test('a program that never ends a comment or a text is read at once', () => {
  const before = performance.now()
  for (const piece of ['/*', '"""', '"', "'\\", '//', 'implementation('])
    assert.deepEqual(gradleBuild.read(piece.repeat(100_000)), { dependencies: [] })
  assert.ok(performance.now() - before < 3000)
})
