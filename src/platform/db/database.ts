import { readdir, readFile } from 'node:fs/promises'
import type { Engine } from './engine.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

const migrations = new URL('../../../migrations/', import.meta.url)

/** Opens `postgres://…`, or else a SQLite file, and brings its schema up to date. */
export async function openDatabase(url: string): Promise<Engine> {
  const engine = /^postgres(ql)?:/.test(url) ? openPostgres(url) : openSqlite(url)
  await migrate(engine)
  return engine
}

async function migrate({ db, runScript }: Engine) {
  await runScript('create table if not exists migration (name text primary key)')
  const tables = db.withTables<{ migration: { name: string } }>()
  const applied = new Set((await tables.selectFrom('migration').select('name').execute()).map(row => row.name))

  for (const name of (await readdir(migrations)).filter(name => name.endsWith('.sql')).sort()) {
    if (applied.has(name)) continue
    const script = await readFile(new URL(name, migrations), 'utf8')
    await runScript(`begin; ${script}; insert into migration (name) values ('${name}'); commit`)
  }
}
