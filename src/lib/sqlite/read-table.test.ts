import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { readSqliteTable, type SqliteValue } from './read-table.ts'

const folder = mkdtempSync(join(tmpdir(), 'ospo-sqlite-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0

type Row = [id: number, value: null | number | string | Uint8Array]

/** By SQLite itself. */
function write(rows: readonly Row[], { pageSize = 4096, encoding = 'UTF-8' } = {}): Buffer {
  const path = join(folder, `${files++}.db`)
  const db = new DatabaseSync(path)
  db.exec(`pragma page_size = ${pageSize}; pragma encoding = '${encoding}'; pragma synchronous = off`)
  db.exec('create table other (x); create table "Packages" (id int, value)')
  const insert = db.prepare('insert into Packages values (?, ?)')
  db.exec('begin')
  for (const row of rows) insert.run(...row)
  db.exec('commit')
  db.close()
  return readFileSync(path)
}

const read = (bytes: Buffer) => [...readSqliteTable(bytes, 'packages')]
const plain = (rows: SqliteValue[][]) =>
  rows.map(row => row.map(value => (Buffer.isBuffer(value) ? [...value] : value)))

test('it reads what SQLite wrote, whatever the size of pages and the encoding', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.maxSafeInteger(),
    fc.integer({ min: -200, max: 200 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter(value => !Number.isInteger(value)),
    fc.string({ maxLength: 2000 }),
    fc.uint8Array({ maxLength: 20_000 }),
  )
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 60 }),
      fc.constantFrom(512, 1024, 4096, 65_536),
      fc.constantFrom('UTF-8', 'UTF-16le', 'UTF-16be'),
      (values, pageSize, encoding) => {
        const rows = values.map((value, index): Row => [index, value])
        const expected = rows.map(([id, value]) => [id, value instanceof Uint8Array ? [...value] : value])
        assert.deepEqual(plain(read(write(rows, { pageSize, encoding }))), expected)
      },
    ),
    { numRuns: 60 },
  )
})

test('a tree of several floors is walked in order', () => {
  const rows = Array.from({ length: 20_000 }, (_, index): Row => [index, `row ${index}`])
  assert.deepEqual(read(write(rows, { pageSize: 512 })), rows)
})

test('what is no database, or has no such table, is refused', () => {
  assert.throws(() => read(Buffer.alloc(1000)), SyntaxError)
  assert.throws(() => [...readSqliteTable(write([]), 'none')], SyntaxError)
})

test('a database cut short or spoilt gives rows or a SyntaxError, soon', () => {
  const whole = write(
    Array.from({ length: 40 }, (_, index): Row => [index, new Uint8Array(index * 50)]),
    { pageSize: 512 },
  )
  const attempt = (bytes: Buffer) => {
    try {
      read(bytes)
    } catch (error) {
      assert.ok(error instanceof SyntaxError, String(error instanceof Error ? error.stack : error))
    }
  }
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 5 }),
      changes => {
        const spoilt = Buffer.from(whole)
        for (const [at, value] of changes) spoilt[at] = value
        attempt(spoilt)
      },
    ),
    { numRuns: 2000 },
  )
  for (let end = 0; end < whole.length; end += 97) attempt(whole.subarray(0, end))
})
