import { z } from 'zod'
import type { Terminal } from '../../platform/cli/command.ts'
import { Failure } from '../../platform/failure.ts'
import { importIdentities } from './api.ts'
import { LineProblem } from './model.ts'

/** Takes in which identities accounts have, of a CSV with the columns account,kind,host,value,since,until. */
export async function importOfAccounts(io: Terminal, file: string, csv: Uint8Array<ArrayBuffer>): Promise<number> {
  try {
    const answer = await io.call(importIdentities, {}, csv)
    const { added, known } = answer
    const sentence = { en: `${added} added, ${known} known before`, zh: `新增 ${added} 项，已有 ${known} 项` }
    io.print(io.json ? JSON.stringify(answer) : sentence[io.locale])
    return 0
  } catch (error) {
    for (const line of problemLines(error, file, io.locale)) io.note(line)
    throw error
  }
}

/** A line each, as compilers tell theirs, before the one sentence that sums them up. */
function problemLines(error: unknown, file: string, locale: 'en' | 'zh'): string[] {
  const problems = z.array(LineProblem).safeParse(error instanceof Failure ? error.detail : undefined)
  return (problems.data ?? []).map(({ line, problem }) => `${file}:${line}: ${problem[locale]}`)
}
