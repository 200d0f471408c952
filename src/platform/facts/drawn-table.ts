import { createHash } from 'node:crypto'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { quote } from '../../lib/sql/quote.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { existing, removeFacts } from './fact-files.ts'
import type { Facts } from './facts.ts'

const anHour = 3_600_000
const ofHash = 16
const ending = '-'.length + ofHash + '.parquet'.length

/** When this process asked for what lies there, in milliseconds. */
const lastUsed = new Map<string, number>()

/**
 * An SQL table expression of what a statement gives: worked out once, and anew when the statement names other files. For what many
 * questions need alike. What was drawn before by the same name is kept for questions under way: `keptFor` in milliseconds.
 */
export async function drawTable(facts: Facts, name: string, sql: string, keptFor = anHour): Promise<string> {
  const folder = facts.folder('portfolio-drawn')
  const path = join(folder, fileOf(name, sql))
  lastUsed.set(path, Date.now())
  await oneAtATime(path, async () => {
    if ((await existing(path)).length > 0) return
    await mkdir(folder, { recursive: true })
    const copy = `copy (${sql}) to ${quote(path)} (format parquet, compression lz4_raw, use_tmp_file true)`
    // As any question: what has too little memory beside others is asked alone, and told in a sentence.
    await facts.together(query => query(copy))
    await removeOutdated(folder, name, path, keptFor)
  })
  return `read_parquet(${quote(path)})`
}

/** The same, if it was worked out before. */
export async function findDrawn(facts: Facts, name: string, sql: string): Promise<string | undefined> {
  const path = join(facts.folder('portfolio-drawn'), fileOf(name, sql))
  lastUsed.set(path, Date.now())
  if ((await existing(path)).length > 0) return `read_parquet(${quote(path)})`
  lastUsed.delete(path)
  return undefined
}

function fileOf(name: string, sql: string) {
  return `${name}-${createHash('sha256').update(sql).digest('base64url').slice(0, ofHash)}.parquet`
}

async function removeOutdated(folder: string, name: string, newest: string, keptFor: number) {
  const { mtimeMs: now } = await stat(newest)
  for (const file of await readdir(folder)) {
    const path = join(folder, file)
    if (path === newest || file.slice(0, -ending) !== name) continue
    if (Math.max((await stat(path)).mtimeMs, lastUsed.get(path) ?? 0) >= now - keptFor) continue
    lastUsed.delete(path)
    await removeFacts(path)
  }
}
