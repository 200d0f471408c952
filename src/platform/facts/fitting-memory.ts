import { readdir, stat } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { DuckDBInstance } from '@duckdb/node-api'

const megabyte = 1024 * 1024
const fewProjects = 64
export const leastMegabytes = 128
const mostMegabytes = 4096

/** Gives what was started with the least the memory that fits the facts below `root`, and more when projects are added. */
export function openFitting(root: string): (instance: DuckDBInstance) => Promise<void> {
  const histories = join(root, 'history')
  let fittedAt = 0
  let given = leastMegabytes

  return async instance => {
    const changedAt = (await stat(histories).catch(() => undefined))?.mtimeMs ?? fittedAt
    if (changedAt === fittedAt) return
    fittedAt = changedAt
    const fitting = fittingMegabytes((await readdir(histories)).length)
    if (fitting <= given) return
    given = fitting
    const connection = await instance.connect()
    await connection.run(`set memory_limit = '${given}MB'`)
    connection.closeSync()
  }
}

/** A small office needs little; what many projects have in common is sorted and joined at once, and gets a part of the machine. */
function fittingMegabytes(projects: number): number {
  if (projects <= fewProjects) return leastMegabytes
  const share = Math.floor(totalmem() / 4 / megabyte)
  return Math.min(share, leastMegabytes + 2 * projects, mostMegabytes)
}
