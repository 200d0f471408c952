import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf } from './language-of.ts'

const cases: [string, string | undefined, string?][] = [
  ['src/a.ts', 'TypeScript', 'programming'],
  ['A.PY', 'Python', 'programming'],
  ['boot.S', 'Assembly', 'programming'],
  ['analysis.R', 'R', 'programming'],
  ['Dockerfile', 'Dockerfile', 'programming'],
  ['Dockerfile.debian', 'Dockerfile', 'programming'],
  ['tools/CMakeLists.txt', 'CMake', 'programming'],
  ['Makefile', 'Makefile', 'programming'],
  ['rules.mk', 'Makefile', 'programming'],
  ['include/a.h', 'C', 'programming'],
  ['a.hpp', 'C++', 'programming'],
  ['page.vue', 'Vue', 'markup'],
  ['views/list.ejs', 'EJS', 'markup'],
  ['app/views/show.html.erb', 'HTML+ERB', 'markup'],
  ['data.yml', 'YAML', 'data'],
  ['README.md', 'Markdown', 'prose'],
  ['.ts', undefined],
  ['LICENSE', undefined],
  ['constructor', undefined],
  ['a.b/c', undefined],
]
for (const [path, language, kind] of cases) {
  test(`${path} is written in ${language ?? 'nothing that its name tells'}`, () => {
    assert.deepEqual(languageOf(path), language && { language, kind })
  })
}
