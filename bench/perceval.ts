import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { historyTables } from '../src/health/history/service.ts'
import { openFacts } from '../src/platform/facts/open-facts.ts'
import type { Bench, Measure } from './measure.ts'

/** Everything that Perceval's git backend tells of a repository, read once; merges are shown by their first parent there. */
const script = `
import json, sys, time
from perceval.backends.core.git import Git
start, commits, added = time.time(), 0, 0
for item in Git(sys.argv[1], sys.argv[2]).fetch():
    commits += 1
    added += sum(int(f['added']) for f in item['data']['files'] if f.get('added', '-').isdigit())
print(json.dumps({'commits': commits, 'added': added, 'ms': 1000 * (time.time() - start)}))
`

/**
 * Mining from nothing to facts, beside Perceval: OSPO_PERCEVAL is the PYTHONPATH that leads to it and to
 * grimoirelab-toolkit. What changed lines sum up to is held to git's own numbers.
 */
export const perceval: Bench = {
  name: 'perceval',
  ofPaths: true,
  async run(paths, print) {
    const pythonPath = process.env['OSPO_PERCEVAL']
    if (!pythonPath) return console.log('  skipped: OSPO_PERCEVAL does not say where Perceval is')
    for (const path of paths) await compare(path, pythonPath, print)
  },
}

interface Told {
  commits: number
  added: number
  ms: number
}

async function compare(path: string, pythonPath: string, print: (measure: Measure) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-perceval-'))
  try {
    const env = { ...process.env, PYTHONPATH: pythonPath }
    const python = ['-c', script, path, join(folder, 'mirror')]
    const theirs: Told = JSON.parse(execFileSync('/usr/bin/python3', python, { env }).toString())
    const once = fileURLToPath(import.meta.resolve('./mine-once.ts'))
    const data = join(folder, 'data')
    const words = [once, data, path, 'commits', 'changes']
    const { ms }: { ms: number } = JSON.parse(execFileSync(process.execPath, words).toString())
    const merges = count(path, '--merges')
    console.log(`  ${basename(path)}: ${count(path)} commits, ${merges} of them merges`)
    const what = 'commits and changed lines, from nothing'
    // Perceval has git compare each merge with all of its parents.
    const target = merges > count(path) / 10 ? 0.05 : 0.5
    print({ what, ours: ms, theirs: { what: 'Perceval', value: theirs.ms }, target, unit: 'ms' })
    const [ours, plain] = [await sumOf(data), sumOfGit(path)]
    console.log(
      `  lines added: ours ${ours}, git's ${plain}, Perceval's ${theirs.added} of ${theirs.commits} commits on all branches`,
    )
    if (ours !== plain) throw new Error(`${path}: our sum is not git's`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function sumOf(data: string): Promise<number> {
  const facts = openFacts(data)
  const { changes } = await historyTables({ facts }, 'bench')
  const [row] = await facts.query<{ added: number }>(`select sum(added)::double as added from ${changes}`)
  facts.close()
  return row?.added ?? 0
}

function sumOfGit(path: string): number {
  const log = execFileSync('git', ['-C', path, 'log', '--no-merges', '--numstat', '--format=', '-M', 'HEAD'], {
    maxBuffer: 2 ** 31,
  })
  return log
    .toString('latin1')
    .split('\n')
    .reduce((sum, line) => sum + (Number.parseInt(line, 10) || 0), 0)
}

function count(path: string, ...options: string[]) {
  return Number(execFileSync('git', ['-C', path, 'rev-list', '--count', ...options, 'HEAD']).toString())
}
