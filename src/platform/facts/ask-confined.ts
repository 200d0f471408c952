import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Failure } from '../failure.ts'
import { type Limits, runAside } from '../workers/run-aside.ts'
import { answerHere, inspectHere, type Question, type Table, thisModule } from './confined-engine.ts'
import type { Facts } from './facts.ts'

/** After the engine was told to stop, the process that it runs in is ended. */
const grace = 3000
const largestFile = 256 * 1024 * 1024

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

/** Answers somebody's question over tables that our own statements make, in a process that can reach nothing else. */
export async function askConfined(question: Omit<Question, 'to'>): Promise<Table> {
  const task = { module: thisModule, name: answerHere.name, input: question }
  return (await runAside(task, limitsOf(question.milliseconds))) as Table
}

/** The answer as a Parquet file. */
export async function askForParquet(facts: Facts, question: Omit<Question, 'to'>): Promise<Buffer> {
  const to = facts.folder('analysis', 'answers', `${randomUUID()}.parquet`)
  await mkdir(dirname(to), { recursive: true })
  try {
    const task = { module: thisModule, name: answerHere.name, input: { ...question, to } }
    await runAside(task, limitsOf(question.milliseconds))
    if ((await stat(to)).size > largestFile) throw new Failure('too-large', tooLarge)
    return await readFile(to)
  } finally {
    await rm(to, { force: true })
  }
}

const tooLarge = {
  en: 'The answer is larger than 256 MiB: ask for less columns or rows',
  zh: '结果超过 256 MiB：请减少列或行',
}
