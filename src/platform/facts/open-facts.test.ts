import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { scratchFolder } from '../../../test/repositories.ts'
import { quote } from '../../lib/sql/quote.ts'
import { openFacts } from './open-facts.ts'

test('what a process that is gone could not keep in memory goes; what others have there stays', async t => {
  const folder = scratchFolder(t)
  const spillOf = (name: string) => join(folder, 'facts', '.spill', name)
  // No process has so high a number.
  const [gone, elsewhere, here] = [`${hostname()} 99999999`, 'another-host 99999999', `${hostname()} ${process.pid}`]
  for (const name of [gone, elsewhere, here]) {
    mkdirSync(spillOf(name), { recursive: true })
    writeFileSync(join(spillOf(name), 'duckdb_temp_storage-0.tmp'), 'x')
  }
  const facts = openFacts(folder)
  t.after(() => facts.close())
  assert.deepEqual(await facts.query('select 1 as n'), [{ n: 1 }])
  assert.deepEqual(
    [gone, elsewhere, here].map(name => existsSync(spillOf(name))),
    [false, true, true],
  )
})

test('an office that grows while it runs is given the memory that it then needs', async t => {
  const folder = scratchFolder(t)
  const facts = openFacts(folder)
  t.after(() => facts.close())
  const limit = async () => {
    const [row] = await facts.query<{ limit: string }>(`select current_setting('memory_limit') as "limit"`)
    return row?.limit
  }
  assert.equal(await limit(), '122.0 MiB')
  for (let i = 0; i < 100; i++) mkdirSync(join(folder, 'facts', 'history', `p${i}`), { recursive: true })
  assert.equal(await limit(), '312.8 MiB')
  await assert.rejects(facts.query('set threads = 1'), /has been locked/)
})

test('what does not fit into memory is kept on the disk meanwhile', async t => {
  const facts = openFacts(scratchFolder(t), { memory: '40MB', threads: 1 })
  t.after(() => facts.close())
  const sorted = 'select md5(i::varchar) as m from range(1500000) r(i) order by m offset 1'
  assert.deepEqual(await facts.query(`select count(distinct m) as n from (${sorted})`), [{ n: 1_499_999 }])
})

test('questions that have too little memory side by side are answered one after the other', async t => {
  const facts = openFacts(scratchFolder(t), { memory: '40MB', threads: 1 })
  t.after(() => facts.close())
  // Of some 25 MB each.
  const sql = 'select len(list(md5(i::varchar))) as n from range(200000) r(i)'
  const ask = () => facts.together(query => query(sql))
  const answers = await Promise.all([ask(), ask(), ask(), ask(), ask(), ask()])
  assert.deepEqual(answers, Array(6).fill([{ n: 200_000 }]))
})

test('a question that needs more memory than there is is told so in a sentence', async t => {
  const facts = openFacts(scratchFolder(t), { memory: '5MB', threads: 1 })
  t.after(() => facts.close())
  const ask = facts.together(query => query('select list(md5(i::varchar)) as l from range(2000000) r(i)'))
  await assert.rejects(ask, /needs more memory than it may have/)
})

test('a damaged file is told also where a view stands between', async t => {
  const facts = openFacts(scratchFolder(t))
  t.after(() => facts.close())
  const path = facts.folder('history', 'own', 'commits', '1.parquet')
  mkdirSync(facts.folder('history', 'own', 'commits'), { recursive: true })
  await facts.query(
    `copy (select md5(i::varchar) as m from range(5000) r(i)) to ${quote(path)} (format parquet, compression zstd)`,
  )
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0, 8, Math.floor(bytes.length / 2)))
  const asked = facts.together(async query => {
    await query(`create view seen as from read_parquet(${quote(path)})`)
    return query('select max(m) from seen')
  })
  await assert.rejects(asked, { code: 'unavailable', message: /^The facts of project own cannot be read/ })
})

test('where one of several that lie together fails, the others end, and nothing asks in what is gone', async t => {
  const facts = openFacts(scratchFolder(t), { threads: 2 })
  t.after(() => facts.close())
  for (let round = 0; round < 20; round++) {
    let answered = 0
    const others: Promise<unknown>[] = []
    const failing = facts.together(query => {
      const askOn = async (place: number) => {
        for (let count = 0; count < 50; count++) {
          await query(`create table t${place}_${count} as select i from range(1000) t(i)`)
          answered++
        }
      }
      others.push(askOn(1), askOn(2), askOn(3))
      return Promise.all([...others, query('select 1').then(() => query('select nonsense'))])
    })
    await assert.rejects(failing, /nonsense/)
    const known = answered
    for (const { status } of await Promise.allSettled(others)) assert.equal(status, 'rejected')
    assert.equal(answered, known)
  }
  const schemas = "select count(*) as n from duckdb_schemas() where schema_name like 'together%'"
  assert.deepEqual(await facts.query(schemas), [{ n: 0 }])
})
