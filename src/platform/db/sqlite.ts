import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { Failure } from '../failure.ts'
import type { Engine } from './engine.ts'

export function openSqlite(path: string): Engine {
  const file = openFile(path)
  return {
    db: new Kysely({ dialect: new SqliteDialect({ database: forKysely(file) }) }),
    runScript: async sql => file.exec(sql),
  }
}

function openFile(path: string) {
  try {
    const file = new DatabaseSync(path)
    file.exec(
      'pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on',
    )
    return file
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Failure(
      'unavailable',
      {
        en: `The database ${path} cannot be opened (${why}): check the folder, its rights and the free space, or choose another with --data`,
        zh: `无法打开数据库 ${path}（${why}）：请检查文件夹、权限和剩余空间，或用 --data 指定其他文件夹`,
      },
      { cause },
    )
  }
}

/** Kysely asks for better-sqlite3's interface, which node:sqlite nearly has. */
function forKysely(file: DatabaseSync) {
  return {
    close: () => file.close(),
    prepare(sql: string) {
      // A transaction that will write says so at once: two processes that both read first would otherwise both fail.
      const statement = file.prepare(sql === 'begin' ? 'begin immediate' : sql)
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
        run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
      }
    },
  }
}
