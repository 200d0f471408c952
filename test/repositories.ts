import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import {
  askForMergeChanges,
  historyTables,
  mineChanges,
  mineCommits,
  mineMergeChanges,
} from '../src/health/history/service.ts'
import { openFacts } from '../src/platform/facts/open-facts.ts'

export function scratchFolder(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-history-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Git as its user has it, with nobody's settings. */
export function git(path: string, args: string[], input: string | Buffer = '') {
  const settings = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'safe.directory=*']
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  return execFileSync('git', ['-C', path, ...settings, '-c', 'protocol.file.allow=always', ...args], {
    input,
    env: { ...Object.fromEntries(inherited), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' },
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 30,
  })
}

export function gitLine(path: string, ...args: string[]) {
  return git(path, args).toString().trim()
}

export interface NewCommit {
  /** Whole ident lines: name, e-mail in angle brackets, seconds and zone. */
  author?: string | Buffer
  committer?: string | Buffer
  message?: string | Buffer
  encoding?: string
  /** Marks (numbers from 1, in order) of the commits it comes from; the one before by default. */
  parents?: number[]
  /** Contents by path, raw bytes of a path as Latin-1; null removes. */
  files?: Record<string, string | null>
}

/** A new repository with these commits on `main`, made by git fast-import. */
export function createRepository(path: string, commits: Iterable<NewCommit>, options: string[] = ['--bare']) {
  execFileSync('git', ['init', '-q', '-b', 'main', ...options, path])
  importCommits(path, commits)
  return path
}

export function importCommits(path: string, commits: Iterable<NewCommit>, branch = 'main') {
  const pieces: Buffer[] = []
  let mark = 0
  for (const commit of commits) pieces.push(...describeCommit(commit, ++mark, branch))
  git(path, ['fast-import', '--quiet', '--force', '--date-format=raw-permissive'], Buffer.concat(pieces))
}

function describeCommit(commit: NewCommit, mark: number, branch: string) {
  const {
    author,
    committer = `Ann <ann@example.com> ${1_600_000_000 + mark} +0000`,
    message = `commit ${mark}`,
  } = commit
  const { parents = mark > 1 ? [mark - 1] : [], files = { file: `${mark}\n` } } = commit
  const pieces: (string | Buffer)[] = [`reset refs/heads/${branch}\n`, `commit refs/heads/${branch}\nmark :${mark}\n`]
  if (author !== undefined) pieces.push('author ', author, '\n')
  pieces.push('committer ', committer, '\n')
  if (commit.encoding) pieces.push(`encoding ${commit.encoding}\n`)
  pieces.push(`data ${Buffer.byteLength(message)}\n`, message, '\n')
  for (const [index, parent] of parents.entries()) pieces.push(`${index === 0 ? 'from' : 'merge'} :${parent}\n`)
  for (const [name, content] of Object.entries(files)) {
    const path = Buffer.from(quotePath(name), 'latin1')
    if (content === null) pieces.push('D ', path, '\n')
    else pieces.push('M 100644 inline ', path, `\ndata ${Buffer.byteLength(content)}\n`, content, '\n')
  }
  return pieces.map(piece => (typeof piece === 'string' ? Buffer.from(piece) : piece))
}

function quotePath(path: string) {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`
}

/** The mining of one data folder, whose project is called `it`. */
export function openMine(t: TestContext, data: string) {
  const facts = openFacts(data, { threads: 2 })
  t.after(() => facts.close())
  const ctx = { facts, now: () => new Date() }
  return {
    ctx,
    mineCommits: (path: string, options = {}) => mineCommits(ctx, { id: 'it', path }, options),
    mineChanges: (path: string, options = {}) => mineChanges(ctx, { id: 'it', path }, options),
    askForMergeChanges: (isAsked: boolean) => askForMergeChanges(ctx, 'it', isAsked),
    mineMergeChanges: (path: string, options = {}) => mineMergeChanges(ctx, { id: 'it', path }, options),
    async query<Row>(sql: (tables: Awaited<ReturnType<typeof historyTables>>) => string): Promise<Row[]> {
      return facts.query<Row>(sql(await historyTables(ctx, 'it')))
    },
  }
}

export type Mine = ReturnType<typeof openMine>

/** Holds all that was mined to what git counts. */
export async function assertEqualsGit(mine: Mine, path: string) {
  assert.deepEqual(await countCommits(mine), Number(gitLine(path, 'rev-list', '--count', 'HEAD')))
  assert.deepEqual(await shortlogOf(mine), shortlogOfGit(path))
  assert.deepEqual(await numstatOf(mine), numstatOfGit(path))
  await assertPeople(mine, path)
}

async function countCommits(mine: Mine) {
  const [row] = await mine.query<{ n: number }>(({ commits }) => `select count(*) as n from ${commits}`)
  return row?.n
}

async function shortlogOf(mine: Mine) {
  const rows = await mine.query<{ who: string; n: number }>(
    ({ commits, people }) => `
      select trim(mapped_name || ' <' || mapped_email || '>') as who, count(*) as n
      from ${commits} join ${people} on name = author_name and email = author_email group by who`,
  )
  return new Map(rows.map(({ who, n }) => [who, n] as const).sort(byKey))
}

const mailmapOfHead = ['-c', 'mailmap.blob=HEAD:.mailmap']

function shortlogOfGit(path: string) {
  const counts = new Map<string, number>()
  for (const line of decodeLines(git(path, [...mailmapOfHead, 'shortlog', '-sne', 'HEAD']))) {
    const [count, who = ''] = line.split('\t')
    // One name in two encodings is two lines to git.
    counts.set(who.trim(), (counts.get(who.trim()) ?? 0) + Number(count))
  }
  return new Map([...counts].sort(byKey))
}

type Numstat = [files: number, binary: number, added: number, removed: number]

export async function numstatOf(mine: Mine, series: 'changes' | 'mergeChanges' = 'changes') {
  const rows = await mine.query<{ hash: string; numstat: Numstat }>(
    tables => `
      select hash, [count(path), count(path) - count(added), coalesce(sum(added), 0), coalesce(sum(removed), 0)] as numstat
      from ${tables[series]} group by hash`,
  )
  return new Map(rows.map(({ hash, numstat }) => [hash, numstat.map(Number).join(' ')] as const).sort(byKey))
}

/** Of which commits git is to count, and how: as arguments of its log. */
export function numstatOfGit(path: string, which: readonly string[] = ['--no-merges']) {
  const sums = new Map<string, Numstat>()
  let current: Numstat = [0, 0, 0, 0]
  for (const line of decodeLines(git(path, ['log', ...which, '--numstat', '-M', '--format=%H', 'HEAD']))) {
    const [added, removed, file] = line.split('\t')
    if (file === undefined) {
      current = [0, 0, 0, 0]
      sums.set(line, current)
    } else {
      current[0]++
      if (added === '-') current[1]++
      else {
        current[2] += Number(added)
        current[3] += Number(removed)
      }
    }
  }
  return new Map([...sums].map(([hash, numstat]) => [hash, numstat.join(' ')] as const).sort(byKey))
}

async function assertPeople(mine: Mine, path: string) {
  const rows = await mine.query<Record<'name' | 'email' | 'mapped_name' | 'mapped_email', string>>(
    ({ people }) => `select name, email, mapped_name, mapped_email from ${people} order by all`,
  )
  const contact = (name: string, email: string) => `${name === '' ? '' : `${name} `}<${email}>`
  const asked = rows.map(row => contact(row.name, row.email))
  const answers = git(path, [...mailmapOfHead, 'check-mailmap', '--stdin'], `${asked.join('\n')}\n`)
  assert.deepEqual(
    rows.map(row => contact(row.mapped_name, row.mapped_email)),
    decodeLines(answers),
  )
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]) {
  return a < b ? -1 : 1
}

/** Lines of UTF-8, or of Latin-1 where one is not. */
function decodeLines(bytes: Buffer) {
  const lines = bytes.toString('latin1').split('\n')
  return lines.filter(Boolean).map(line => {
    const text = Buffer.from(line, 'latin1').toString()
    return text.includes('\ufffd') ? line : text
  })
}
