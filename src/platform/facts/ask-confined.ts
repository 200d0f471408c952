import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../failure.ts'
import { type Limits, runAside } from '../workers/run-aside.ts'
import { answerHere, inspectHere, namedTwice, type Question, type Table, thisModule } from './confined-engine.ts'
import type { Facts } from './facts.ts'
import { removeUnused } from './scratch.ts'

/** After the engine was told to stop, the process that it runs in is ended. */
const grace = 3000
const largestFile = 256 * 1024 * 1024
const day = 86_400_000

const tooMuch = {
  en: 'The question takes more time or memory than there is: narrow it down by project or period',
  zh: '查询所需的时间或内存超出上限：请按项目或时期缩小范围',
}

function limitsOf(milliseconds: number): Limits {
  return { milliseconds: milliseconds + grace, kind: 'questions', tooMuch }
}

/** Which of the tables a question of somebody's names; what it may not do is refused in a sentence. */
export async function inspectQuestion(sql: string, tables: readonly string[]): Promise<string[]> {
  const task = { module: thisModule, name: inspectHere.name, input: { sql, tables } }
  return (await runAside(task, limitsOf(10_000))) as string[]
}

export type Asked = Omit<Question, 'to' | 'spill'>

/** Answers somebody's question over tables that our own statements make, in a process that can reach nothing else. */
export function askConfined(facts: Facts, question: Asked): Promise<Table> {
  return withScratch(facts, folder => answer({ ...question, spill: join(folder, 'spill') }))
}

/** The answer as a Parquet file. */
export function askForParquet(facts: Facts, question: Asked): Promise<Buffer> {
  return withScratch(facts, async folder => {
    const to = join(folder, 'answer.parquet')
    requireWhole(await answer({ ...question, spill: join(folder, 'spill'), to }), question)
    if ((await stat(to)).size > largestFile) throw new Failure('too-large', tooLarge)
    return readFile(to)
  })
}

/** A file never leaves rows out in silence. */
export function requireWhole({ isCut }: Pick<Table, 'isCut'>, { mostRows }: Pick<Question, 'mostRows'>) {
  if (!isCut) return
  const most = mostRows.toLocaleString('en')
  throw new Failure('too-large', {
    en: `The answer has more than ${most} rows, and a file holds no more: ask for them in parts, with ORDER BY, LIMIT and OFFSET`,
    zh: `结果超过 ${most} 行，而一个文件最多 ${most} 行：请用 ORDER BY、LIMIT 和 OFFSET 分批查询`,
  })
}

/** What goes by the names of its columns would lose the first of two in silence. Parquet takes letters of both cases for one. */
export function requireNamesOnce({ columns }: Pick<Table, 'columns'>) {
  const names = new Set<string>()
  for (const { name } of columns) {
    if (names.has(name.toLowerCase())) throw namedTwice(name)
    names.add(name.toLowerCase())
  }
}

async function answer(question: Question): Promise<Table> {
  const task = { module: thisModule, name: answerHere.name, input: question }
  return (await runAside(task, limitsOf(question.milliseconds))) as Table
}

/** The process may be ended at any time: what it leaves behind is removed here; what this one left, by the next. */
async function withScratch<Answer>(facts: Facts, work: (folder: string) => Promise<Answer>): Promise<Answer> {
  const parent = facts.folder('analysis', 'answers')
  await removeUnused(parent, new Date(Date.now() - day))
  const folder = join(parent, randomUUID())
  await mkdir(folder, { recursive: true })
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const tooLarge = {
  en: 'The answer is larger than 256 MiB: ask for less columns or rows',
  zh: '结果超过 256 MiB：请减少列或行',
}
