import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Failure } from '../failure.ts'
import { runAside } from './run-aside.ts'

const limits = { milliseconds: 5000, tooMuch: { en: 'too much', zh: '超出上限' } }

export function double(input: number): number {
  return input * 2
}

export function repeat(count: number): { text: string; bytes: Buffer } {
  return { text: '中'.repeat(count), bytes: Buffer.alloc(count, 7) }
}

export function refuse(): never {
  throw new Failure('invalid-input', { en: 'no', zh: '不' })
}

export function spin(): never {
  for (;;);
}

export async function waitFor(path: string): Promise<string> {
  while (!existsSync(path)) await new Promise(resolve => setTimeout(resolve, 10))
  return path
}

export function fill(): number {
  const all: number[][] = []
  for (;;) all.push(new Array<number>(4_000_000).fill(0.5))
}

function run(name: string, input?: unknown, milliseconds = limits.milliseconds, kind = '') {
  return runAside({ module: import.meta.url, name, input }, { ...limits, milliseconds, kind })
}

// The process beside loads this file, too.
if (process.argv[2] !== '--ospo-aside') {
  test('work is done beside this process, any number of pieces at a time', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map(input => run('double', input)))
    assert.deepEqual(all, [2, 4, 6, 8, 10])
  })

  test('an answer of any size comes whole, and nothing of it stays on the disk', async () => {
    const parcels = () => readdirSync(tmpdir()).filter(name => name.startsWith('ospo-parcel-'))
    const before = parcels()
    for (const count of [1, 5_000_000]) {
      const answer = await run('repeat', count)
      assert.deepEqual(answer, repeat(count))
    }
    assert.deepEqual(
      parcels().filter(name => !before.includes(name)),
      [],
    )
  })

  test('what takes long holds up nothing of another kind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ospo-aside-'))
    after(() => rmSync(folder, { recursive: true, force: true }))
    const end = join(folder, 'end')
    const ended: string[] = []
    const long = Array.from({ length: availableParallelism() }, async () => {
      ended.push(String(await run('waitFor', end, 60_000)))
    })
    assert.equal(await run('double', 21, 60_000, 'other'), 42)
    assert.deepEqual(ended, [])
    writeFileSync(end, '')
    await Promise.all(long)
    assert.equal(ended.length, long.length)
  })

  test('what is expected to fail fails alike', async () => {
    await assert.rejects(run('refuse'), { code: 'invalid-input', text: { en: 'no', zh: '不' } })
  })

  test('what takes too long or too much memory is given up in a sentence, and others go on', async () => {
    await assert.rejects(run('spin', undefined, 300), { code: 'too-large', text: limits.tooMuch })
    await assert.rejects(run('fill', undefined, 60_000), { code: 'too-large', text: limits.tooMuch })
    assert.equal(await run('double', 21), 42)
  })
}
