import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Failure } from '../platform/failure.ts'

export interface Settings {
  /** Where the records and facts lie; undefined for an office that lives in memory only. */
  data: string | undefined
  /** `postgres://…`, or undefined for the database in the data folder. */
  database?: string | undefined
}

export function databaseUrl({ data, database }: Settings) {
  return database ?? (data === undefined ? ':memory:' : join(data, 'ospo.db'))
}

/** The data folder, made where it is missing. It hides itself from git, for it often lies in a checkout. */
export function prepareDataFolder(path: string): string {
  const folder = resolve(path)
  if (/[*?[\]{}]/.test(folder)) throw namedLikeAPattern(folder)
  try {
    mkdirSync(folder, { recursive: true })
    const ignore = join(folder, '.gitignore')
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n')
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Failure(
      'unavailable',
      {
        en: `The data folder ${folder} cannot be written (${why}): choose another with --data`,
        zh: `数据文件夹 ${folder} 无法写入（${why}）：请用 --data 指定其他文件夹`,
      },
      { cause },
    )
  }
  return folder
}

/** DuckDB would take such a path for a pattern of many. */
function namedLikeAPattern(folder: string) {
  return new Failure('invalid-input', {
    en: `The data folder ${folder} has one of * ? [ ] { } in its path: choose another with --data`,
    zh: `数据文件夹 ${folder} 的路径含有 * ? [ ] { } 之一：请用 --data 指定其他文件夹`,
  })
}
