import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { assertEqualsGit, createRepository, openMine, scratchFolder } from '../../../test/repositories.ts'
import { Failure } from '../../platform/failure.ts'

const script = resolve(import.meta.dirname, '../../../test/mine.ts')

test('mining killed at any moment goes on where it was, and leaves no git running', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(
    join(folder, 'it.git'),
    Array.from({ length: 18_000 }, () => ({})),
  )
  const data = join(folder, 'data')
  const series = (name: string) => join(data, 'facts/history/it', name)
  await killOnceThereIs(series('commits'), 1, data, path)
  const commits = filesIn(series('commits'))
  // A temporary that a kill may leave at the worst moment.
  writeFileSync(join(series('commits'), '.writing-1'), 'half of a file')
  await killOnceThereIs(series('changes'), 1, data, path)
  await killOnceThereIs(series('changes'), filesIn(series('changes')).length + 2, data, path)
  assert.deepEqual(
    filesIn(series('commits')).filter(name => commits.includes(name) || name === '.writing-1'),
    commits,
  )
  await assertNoGitIn(path)

  const mine = openMine(t, data)
  await mine.mineCommits(path)
  const { commits: rest } = await mine.mineChanges(path)
  assert.ok(rest > 0 && rest < 18_000, `${rest} were left to do`)
  await assertEqualsGit(mine, path)
})

async function killOnceThereIs(folder: string, files: number, data: string, path: string) {
  const child = spawn(process.execPath, [script, data, path], { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  while (filesIn(folder).length < files && child.exitCode === null) await sleep(2)
  assert.equal(child.exitCode, null, 'it was killed before it was done')
  child.kill('SIGKILL')
  await ended
}

function filesIn(folder: string) {
  return existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.parquet')) : []
}

async function assertNoGitIn(path: string) {
  for (let tries = 0; tries < 500 && gitsIn(path).length > 0; tries++) await sleep(10)
  assert.deepEqual(gitsIn(path), [])
}

/** Command lines of running processes; where there is no /proc, none are seen. */
function gitsIn(path: string) {
  const processes = existsSync('/proc/self/cmdline') ? readdirSync('/proc').filter(name => /^\d+$/.test(name)) : []
  return processes.filter(name => {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      return words[0] === 'git' && words.includes(path)
    } catch {
      return false
    }
  })
}

test('a full disk is told in one sentence, and nothing half-written stays', async t => {
  const folder = scratchFolder(t)
  const small = join(folder, 'small')
  mkdirSync(small)
  if (!mountSmallDisk(small)) return t.skip('this machine does not let us mount a small disk')
  const commits = Array.from({ length: 4000 }, (_, index) => ({ message: `Fixes: ${index}\n\nReviewed-by: ${index}` }))
  const path = createRepository(join(folder, 'it.git'), commits)
  const mine = openMine(t, join(small, 'data'))
  try {
    await assert.rejects(
      mine.mineCommits(path),
      error => error instanceof Failure && /^The disk is full/.test(error.text.en),
    )
    const left = readdirSync(join(small, 'data'), { recursive: true }).map(String)
    assert.deepEqual(
      left.filter(name => /writing|parquet$/.test(name)),
      [],
    )
  } finally {
    command('umount', '-l', small)
  }
})

function mountSmallDisk(folder: string) {
  try {
    command('mount', '-t', 'tmpfs', '-o', 'size=64k', 'ospo-test', folder)
    return true
  } catch {
    return false
  }
}

function command(name: string, ...args: string[]) {
  execFileSync(name, args, { stdio: 'ignore' })
}
