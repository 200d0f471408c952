import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commitFormat } from '../src/lib/git-log/commit-records.ts'
import { type Bench, inTurns, type Measure, timeCommand } from './measure.ts'

/** Mining, beside the plain git commands that a script would count with. */
export const history: Bench = {
  name: 'history',
  ofPaths: true,
  async run(paths, print) {
    for (const path of paths) {
      const folder = mkdtempSync(join(tmpdir(), 'ospo-bench-'))
      try {
        await measure(path, folder, print)
      } finally {
        rmSync(folder, { recursive: true })
      }
    }
  },
}

async function measure(path: string, folder: string, print: (measure: Measure) => void) {
  const data = join(folder, 'data')
  const name = `${basename(path)}, ${git(path, 'rev-list', '--count', 'HEAD')} commits`
  console.log(`  ${name}`)
  const log = ['log', '-z', '--date=raw', `--format=${commitFormat}`, 'HEAD']
  const [plain = 0, commits = 0] = await inTurns(
    5,
    () => timeCommand('git', inRepository(path, ...log)),
    async () => {
      rmSync(data, { recursive: true, force: true })
      return mine(data, path, 'commits').ms
    },
  )
  print({ what: 'pass 1, commits', ours: commits, theirs: { what: 'git log', value: plain }, target: 1.5, unit: 'ms' })

  const numstat = await timeCommand('git', inRepository(path, 'log', '--numstat', '-M', 'HEAD'))
  const changes = mine(data, path, 'changes')
  const theirs = { what: 'git log --numstat -M', value: numstat }
  print({ what: 'pass 2, changed lines', ours: changes.ms, theirs, target: 0.8, unit: 'ms' })

  rmSync(data, { recursive: true })
  const whole = mine(data, path, 'commits', 'changes')
  print({ what: 'resident memory, both passes', ours: whole.mb, target: 400, unit: 'MB' })

  const clone = growClone(path, folder)
  const again = mine(data, clone, 'commits', 'changes')
  print({ what: 'second scan, 10 new commits', ours: again.ms, target: 1000, unit: 'ms' })
}

function mine(data: string, path: string, ...passes: string[]): { ms: number; mb: number } {
  const script = fileURLToPath(import.meta.resolve('./mine-once.ts'))
  return JSON.parse(execFileSync(process.execPath, [script, data, path, ...passes]).toString())
}

/** A clone that shares the objects, with ten commits more. */
function growClone(path: string, folder: string) {
  const clone = join(folder, 'clone.git')
  execFileSync('git', inRepository(folder, 'clone', '--quiet', '--bare', '--shared', path, clone))
  const branch = git(clone, 'symbolic-ref', 'HEAD')
  const commits = Array.from({ length: 10 }, (_, index) => {
    const from = index === 0 ? `from ${branch}^0\n` : ''
    return `commit ${branch}\ncommitter Ann <ann@example.com> ${4_000_000_000 + index} +0000\ndata 3\nnew\n${from}M 100644 inline new\ndata 2\n${index}\n`
  })
  execFileSync('git', inRepository(clone, 'fast-import', '--quiet'), { input: commits.join('') })
  return clone
}

function git(path: string, ...args: string[]) {
  return execFileSync('git', inRepository(path, ...args))
    .toString()
    .trim()
}

function inRepository(path: string, ...args: string[]) {
  return ['-c', 'safe.directory=*', '-C', path, ...args]
}
