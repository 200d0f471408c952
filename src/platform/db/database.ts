import { readdir, readFile } from 'node:fs/promises'
import type { Db } from '../context.ts'
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

async function migrate({ db, runAlone }: Engine) {
  await runAlone('create table if not exists migration (name text primary key)')
  const applied = await findApplied(db)
  for (const name of (await readdir(migrations)).filter(name => name.endsWith('.sql')).sort()) {
    if (applied.has(name)) continue
    const script = await readFile(new URL(name, migrations), 'utf8')
    try {
      await runAlone(`insert into migration (name) values ('${name}'); ${script}`)
    } catch (error) {
      // Of several that start at once, one does it.
      if (!(await findApplied(db)).has(name)) throw error
    }
  }
}

async function findApplied(db: Db): Promise<Set<string>> {
  const rows = await db.withTables<{ migration: { name: string } }>().selectFrom('migration').select('name').execute()
  return new Set(rows.map(({ name }) => name))
}
