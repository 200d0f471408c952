import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { prepareDataFolder } from '../../app/settings.ts'
import { exportFactsCommand } from '../../health/analysis/cli.ts'
import { writePieces } from '../cli/binary-file.ts'
import type { Terminal } from '../cli/command.ts'
import { writeTextFile } from '../cli/text-file.ts'
import { makeFolder } from './make-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'ospo-make-folder-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('a folder is made with those above it, and left as it is where it is there', () => {
  for (let round = 0; round < 2; round++) makeFolder(join(folder, 'a', 'b', 'c'))
  assert.ok(statSync(join(folder, 'a', 'b', 'c')).isDirectory())
  writeFileSync(join(folder, 'file'), '')
  assert.throws(() => makeFolder(join(folder, 'file')), { code: 'EEXIST' })
  assert.throws(() => makeFolder(join(folder, 'file', 'x')), { code: 'EEXIST' })
})

const proc = { skip: existsSync('/proc/self') ? false : 'this system has no /proc', timeout: 20_000 }

test(
  'what lies where no folder can be made is refused with a sentence, before anything is worked out',
  proc,
  async () => {
    const refused = { code: 'invalid-input', message: /^\/proc\/x(\/y)?\S* cannot be written \(ENOENT\)/ }
    assert.throws(() => prepareDataFolder('/proc/x'), { code: 'unavailable' })
    await assert.rejects(writePieces('/proc/x/y/z', []), refused)
    await assert.rejects(writeTextFile('/proc/x/y', ''), refused)
    const io = { call: () => assert.fail('asked'), progress() {} } as unknown as Terminal
    await assert.rejects(async () => exportFactsCommand.run(io, { positionals: ['/proc/x'], values: {} }), refused)
  },
)
