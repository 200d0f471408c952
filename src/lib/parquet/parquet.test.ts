import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { writeFacts } from '../../platform/facts/fact-files.ts'
import { openFacts } from '../../platform/facts/open-facts.ts'
import { BooleanColumn, ListColumn, NumberColumn, TextColumn } from './columns.ts'

interface Row {
  name: string
  note: string | null
  tags: string[]
  pairs: { key: string; value: string }[]
  at: Date
  offset: number
  added: number | null
  total: number | null
  done: boolean
}

/** Without a byte order mark at the start: the client that reads back takes it off. */
const text = fc
  .string({ unit: 'binary', maxLength: 12 })
  .map(value => value.toWellFormed())
  .filter(value => !value.startsWith('\ufeff'))
const row: fc.Arbitrary<Row> = fc.record(
  {
    name: fc.oneof(text, fc.constantFrom('one', 'two')),
    note: fc.option(text),
    tags: fc.array(text, { maxLength: 4 }),
    pairs: fc.array(fc.record({ key: text, value: text }, { noNullPrototype: true }), { maxLength: 3 }),
    at: fc.integer({ min: -8.64e15, max: 8.64e15 }).map(value => new Date(value)),
    offset: fc.integer({ min: -32768, max: 32767 }),
    added: fc.option(fc.integer({ min: -2147483648, max: 2147483647 })),
    total: fc.option(fc.maxSafeInteger()),
    done: fc.boolean(),
  },
  { noNullPrototype: true },
)

test('another engine reads back every row that was written', async () => {
  const data = await mkdtemp(join(tmpdir(), 'ospo-parquet-'))
  const facts = openFacts(data, { threads: 1 })
  const path = facts.folder('table.parquet')
  try {
    const rowSets = fc.oneof(fc.array(row, { maxLength: 40 }), fc.array(row, { minLength: 300, maxLength: 400 }))
    await fc.assert(
      fc.asyncProperty(rowSets, async rows => {
        await writeFacts(path, columnsOf(rows))
        const types = await facts.query<{ column_name: string; column_type: string }>(`describe from '${path}'`)
        assert.deepEqual(
          types.map(column => `${column.column_name} ${column.column_type}`),
          [
            'name VARCHAR',
            'note VARCHAR',
            'tags VARCHAR[]',
            'pairs STRUCT("key" VARCHAR, "value" VARCHAR)[]',
            'at TIMESTAMP',
            'offset SMALLINT',
            'added INTEGER',
            'total BIGINT',
            'done BOOLEAN',
          ],
        )
        assert.deepEqual(await facts.query(`select * from '${path}'`), rows)
      }),
      { numRuns: 40, endOnFailure: true },
    )
  } finally {
    facts.close()
    await rm(data, { recursive: true })
  }
})

test('text that is not valid UTF-8 is read as Latin-1', () => {
  const column = new TextColumn('name')
  const code = column.appendBytes(Buffer.from('Jos\xe9', 'latin1'))
  assert.equal(column.valueOf(code), 'José')
})

test('columns of unequal length make no table', async () => {
  const [name, done] = [new TextColumn('name'), new BooleanColumn('done')]
  name.append('one')
  await assert.rejects(writeFacts(join(tmpdir(), 'ospo-unequal', 'table.parquet'), [name, done]), TypeError)
})

function columnsOf(rows: Row[]) {
  const name = new TextColumn('name')
  const note = new TextColumn('note', { nullable: true })
  const tags = new ListColumn('tags')
  const pairs = new ListColumn('pairs', ['key', 'value'])
  const at = new NumberColumn('at', 'timestamp')
  const offset = new NumberColumn('offset', 'smallint')
  const added = new NumberColumn('added', 'integer', { nullable: true })
  const total = new NumberColumn('total', 'bigint', { nullable: true })
  const done = new BooleanColumn('done')
  for (const row of rows) {
    name.append(row.name)
    note.append(row.note)
    tags.beginRow()
    for (const tag of row.tags) {
      tags.addElement()
      tags.field(0).append(tag)
    }
    pairs.beginRow()
    for (const pair of row.pairs) {
      pairs.addElement()
      pairs.field(0).append(pair.key)
      pairs.field(1).append(pair.value)
    }
    at.append(row.at.getTime())
    offset.append(row.offset)
    added.append(row.added)
    total.append(row.total)
    done.append(row.done)
  }
  return [name, note, tags, pairs, at, offset, added, total, done]
}
