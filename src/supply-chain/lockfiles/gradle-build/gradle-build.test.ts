import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeOf } from '../../../../test/time-of.ts'
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

test('a program that never ends a comment or a text takes no more than ten times what as much of an ordinary one takes', () => {
  const programs = ['/*', '"""', '"', "'\\", '//', 'implementation('].map(piece => piece.repeat(100_000))
  const line = 'implementation("org.warp:weft:1.0.0")\n'
  const ordinary = line.repeat(programs.join('').length / line.length)
  const taken = timeOf(() => {
    for (const program of programs) assert.deepEqual(gradleBuild.read(program), { dependencies: [] })
  })
  assert.ok(taken < 10 * timeOf(() => gradleBuild.read(ordinary)))
})
