import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cargo } from './cargo.ts'

const refused: [text: string, companions: Record<string, string>, message: RegExp][] = [
  ['', {}, /^This is no lockfile of Cargo: it has neither a version nor packages$/],
  ['version = 4\n[[package]]\nversion = "1.0.0"', {}, /^"" names no package: A package URL needs a name$/],
  ['version = 4\n[[package', {}, /\(line 2\)$/],
  ['version = 4', { 'Cargo.toml': '\n[package' }, /^Cargo\.toml: .*\(line 2\)$/],
]
for (const [text, companions, message] of refused) {
  test(`${JSON.stringify(text)} beside ${JSON.stringify(companions)} is refused: ${message}`, () => {
    assert.throws(() => cargo.read(text, companions), { name: 'SyntaxError', message })
  })
}

test('a lockfile without packages has no dependencies', () => {
  assert.deepEqual(cargo.read('version = 3\n'), { dependencies: [] })
})

test('without a package of its own, a lockfile cannot tell who asks', () => {
  const lock = '[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "git+ssh://git@git.example/a?tag=v1#abc"\n'
  assert.deepEqual(cargo.read(lock).dependencies, [
    {
      purl: 'pkg:cargo/a@1.0.0?vcs_url=git%2Bssh:%2F%2Fgit%40git.example%2Fa%40abc',
      relation: 'unknown',
      scope: 'runtime',
    },
  ])
})
