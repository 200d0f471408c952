import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goMod } from './go-mod.ts'

const refused: [text: string, message: string][] = [
  ['go 1.24\n', 'This is no go.mod: it names no module'],
  ['module a\n\nrequire b\n', 'A requirement is a module and its version (line 3)'],
  ['module a\nreplace (\n\tb v1 c\n)', 'A replacement is a module, "=>" and what takes its place (line 3)'],
  ['a.example/a v1.0.0 h1:x=\nb\n', 'This is no line of a go.sum (line 2)'],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => goMod.read(text), { name: 'SyntaxError', message })
  })
}

const none: [title: string, text: string][] = [
  ['a module that needs nothing', 'module a\n'],
  ['an empty go.sum', ''],
  ['directives of a Go yet to come', 'module a\nfuture (\n\tb v1.0.0\n)\n'],
]
for (const [title, text] of none) {
  test(`${title} has no dependencies`, () => assert.deepEqual(goMod.read(text), { dependencies: [] }))
}

test('from Go 1.17 on, what only go.sum names is not built from', () => {
  const companions = { 'go.sum': 'b.example/b v1.0.0 h1:x=\nc.example/c v1.0.0 h1:x=\n' }
  for (const [version, names] of [
    ['1.17', ['pkg:golang/b.example/b@v1.0.0']],
    ['1.21.0', ['pkg:golang/b.example/b@v1.0.0']],
    ['2.0', ['pkg:golang/b.example/b@v1.0.0']],
    ['1.9', ['pkg:golang/b.example/b@v1.0.0', 'pkg:golang/c.example/c@v1.0.0']],
  ] as const) {
    const { dependencies } = goMod.read(`module a\ngo ${version}\nrequire b.example/b v1.0.0`, companions)
    assert.deepEqual(
      dependencies.map(({ purl }) => purl),
      names,
      version,
    )
  }
})

test('lines may end as on Windows, with a byte order mark in front', () => {
  const text = '\uFEFFmodule a\r\nrequire(\r\n\tb.example/b v1.0.0 // indirect\r\n)\r\nrequire c.example/c v1.0.0\r\n'
  assert.deepEqual(goMod.read(text).dependencies, [
    { purl: 'pkg:golang/b.example/b@v1.0.0', relation: 'transitive', scope: 'runtime' },
    { purl: 'pkg:golang/c.example/c@v1.0.0', relation: 'direct', scope: 'runtime' },
  ])
})

test('what a workspace above replaces is replaced, and a broken workspace says nothing', () => {
  const text =
    'module a\ngo 1.24\nrequire (\n\tb.example/b v1.0.0\n\tc.example/c v1.0.0\n)\nreplace c.example/c => ../d\n'
  const read = (work: string) => goMod.read(text, { '../go.work': work }).dependencies.map(({ purl }) => purl)
  assert.deepEqual(
    read('go 1.24\nuse ./a\nreplace (\n\tb.example/b => b.example/b v1.2.0\n\tc.example/c => c.example/c v2.0.0\n)'),
    ['pkg:golang/b.example/b@v1.2.0', 'pkg:golang/c.example/c@v2.0.0'],
  )
  assert.deepEqual(read('replace b'), ['pkg:golang/b.example/b@v1.0.0'])
})
