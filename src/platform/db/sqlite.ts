import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type DatabaseConnection, type Dialect, type Driver, Kysely, SqliteDialect } from 'kysely'
import { Failure } from '../failure.ts'
import { retryWhileBusy } from './busy.ts'
import type { Engine } from './engine.ts'

export function openSqlite(path: string): Engine {
  const file = openFile(path)
  return {
    db: new Kysely({ dialect: patient(new SqliteDialect({ database: forKysely(file) })) }),
    runAlone: script => retryWhileBusy(() => runAlone(file, script)),
  }
}

function openFile(path: string) {
  try {
    const file = new DatabaseSync(path)
    file.exec(
      'pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on',
    )
    // What is deleted is overwritten: measured, it costs nothing where files have a log.
    file.exec('pragma secure_delete = on')
    // From here on we wait ourselves: SQLite's own waiting would hold up everything else in this process.
    file.exec('pragma busy_timeout = 0')
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

function runAlone(file: DatabaseSync, script: string) {
  file.exec('begin immediate')
  try {
    file.exec(`${script}; commit`)
  } catch (error) {
    if (file.isTransaction) file.exec('rollback')
    throw error
  }
}

/**
 * Where another process writes, a statement waits for it. `begin` does not: `inTransaction` waits for the whole, and
 * meanwhile the connection serves those who only read. Within a transaction there is nothing to wait for.
 */
function patient(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: db => dialect.createIntrospector(db),
    createDriver: () => patientDriver(dialect.createDriver()),
  }
}

function patientDriver(driver: Driver): Driver {
  const patients = new WeakMap<DatabaseConnection, DatabaseConnection>()
  return {
    init: () => driver.init(),
    async acquireConnection() {
      const connection = await driver.acquireConnection()
      const known = patients.get(connection) ?? patientConnection(connection)
      patients.set(connection, known)
      return known
    },
    releaseConnection: connection => driver.releaseConnection(connection),
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: connection => driver.commitTransaction(connection),
    rollbackTransaction: connection => driver.rollbackTransaction(connection),
    destroy: () => driver.destroy(),
  }
}

function patientConnection(connection: DatabaseConnection): DatabaseConnection {
  return {
    executeQuery: query =>
      query.sql === 'begin' ? connection.executeQuery(query) : retryWhileBusy(() => connection.executeQuery(query)),
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  }
}

const mostPrepared = 300
/** Of all that are prepared: a long one takes fifty times its text in memory that nobody else counts. */
const mostText = 500_000

/** Kysely asks for better-sqlite3's interface, which node:sqlite nearly has. What was asked before is not prepared again. */
function forKysely(file: DatabaseSync) {
  const prepared = new Map<string, StatementSync>()
  let text = 0

  /** The one asked last is the last to go. */
  function prepare(sql: string): StatementSync {
    const known = prepared.get(sql)
    if (known) prepared.delete(sql)
    else text += sql.length
    const statement = known ?? file.prepare(sql)
    prepared.set(sql, statement)
    for (const [oldest] of prepared) {
      if (prepared.size <= mostPrepared && text <= mostText) break
      prepared.delete(oldest)
      text -= oldest.length
    }
    return statement
  }

  return {
    close: () => file.close(),
    prepare(sql: string) {
      const statement = prepare(onFile(file, sql))
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
        run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
        // It stays open while others ask: one of its own.
        iterate: (parameters: readonly unknown[]) => file.prepare(sql).iterate(...values(parameters)),
      }
    },
  }
}

function onFile(file: DatabaseSync, sql: string) {
  // A transaction that will write says so at once: two processes that both read first would otherwise both fail.
  if (sql === 'begin') return 'begin immediate'
  // Out of room SQLite has undone it all by itself: to undo it again would fail, and hide why.
  if (sql === 'rollback' && !file.isTransaction) return 'select 1'
  return sql
}
