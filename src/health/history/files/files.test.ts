import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { createRepository, importCommits, scratchFolder } from '../../../../test/repositories.ts'
import { openFacts } from '../../../platform/facts/open-facts.ts'
import { countLines } from './read-content.ts'
import { fileTable, recordFiles } from './service.ts'

test('files of the newest commit are recorded, and only contents that are new are read', async t => {
  const folder = scratchFolder(t)
  const files = {
    'a.ts': '// SPDX-License-Identifier: MIT\nexport {}\n',
    'copy.ts': '// SPDX-License-Identifier: MIT\nexport {}\n',
    'vendor/b.js': 'x',
    'image.png': '\0\x01\n\n',
    'image.png.license': 'SPDX-License-Identifier: CC0-1.0\n',
    'new\nname.py': '',
  }
  const path = createRepository(join(folder, 'it.git'), [{ files }])
  const facts = openFacts(join(folder, 'data'))
  t.after(() => facts.close())
  const read = async () =>
    facts.query(`select path, bytes, lines, language, language_kind, generated, license, license_osi
      from ${await fileTable({ facts }, 'it')} order by path`)

  assert.deepEqual(await read(), [])
  assert.deepEqual(await recordFiles({ facts }, { id: 'it', path }), { files: 6, read: 5 })
  const [ts, js] = [
    { language: 'TypeScript', language_kind: 'programming', generated: false, license: 'MIT', license_osi: true },
    { language: 'JavaScript', language_kind: 'programming', generated: true, license: null, license_osi: false },
  ]
  const none = { language: null, language_kind: null, generated: false, license: 'CC0-1.0', license_osi: false }
  const before = [
    { path: 'a.ts', bytes: 42, lines: 2, ...ts },
    { path: 'copy.ts', bytes: 42, lines: 2, ...ts },
    { path: 'image.png', bytes: 4, lines: null, ...none },
    { path: 'image.png.license', bytes: 33, lines: 1, ...none },
    { path: 'new\nname.py', bytes: 0, lines: 0, ...ts, language: 'Python', license: null, license_osi: false },
    { path: 'vendor/b.js', bytes: 1, lines: 1, ...js },
  ]
  assert.deepEqual(await read(), before)

  importCommits(path, [{ files: { ...files, 'a.ts': 'one\ntwo\nthree' } }])
  assert.deepEqual(await recordFiles({ facts }, { id: 'it', path }), { files: 6, read: 1 })
  assert.deepEqual(await read(), [
    { path: 'a.ts', bytes: 13, lines: 3, ...ts, license: null, license_osi: false },
    ...before.slice(1),
  ])
})

test('a repository without a commit has no files', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it.git'), [])
  const facts = openFacts(join(folder, 'data'))
  t.after(() => facts.close())
  assert.deepEqual(await recordFiles({ facts }, { id: 'it', path }), { files: 0, read: 0 })
})

test('the last line counts with a line feed and without', () => {
  assert.deepEqual(
    ['', '\n', 'a', 'a\n', 'a\nb'].map(text => countLines(Buffer.from(text))),
    [0, 1, 1, 1, 2],
  )
})
