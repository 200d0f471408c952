import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { BooleanColumn, NumberColumn, TextColumn } from '../../lib/parquet/columns.ts'
import { bringUpToDate } from './lookup-table.ts'
import { openFacts } from './open-facts.ts'

const data = mkdtempSync(join(tmpdir(), 'ospo-lookup-'))
const facts = openFacts(data)
after(() => {
  facts.close()
  rmSync(data, { recursive: true })
})

interface Row {
  id: string
  name: string
  version: number
  gone?: boolean
}

function tabulate(rows: readonly Row[]) {
  const [id, name] = [new TextColumn('id'), new TextColumn('name')]
  const [version, gone] = [new NumberColumn('version', 'integer'), new BooleanColumn('gone')]
  for (const row of rows) {
    id.append(row.id)
    name.append(row.name)
    version.append(row.version)
    gone.append(row.gone ?? false)
  }
  return [id, name, version, gone]
}

for (const [what, columns] of [
  ['is none of its columns', ['name']],
  ['is one of them', ['id', 'name']],
] as const)
  test(`a table whose key ${what} follows sixty changes, however often its files are put together`, async () => {
    const table = { folder: facts.folder(`key-${columns.length}`), key: 'id', columns }
    const rows = new Map<string, Row>()
    for (let version = 0; version < 60; version++) {
      // More than a base may have beside it, so that it is put together; some come, some change, some go.
      for (let i = 0; i < 100; i++) {
        const id = `p${(version * 37 + i) % 500}`
        rows.set(id, { id, name: `${id} at ${version}`, version, gone: (version + i) % 7 === 0 })
      }
      const changed = (after: number) => tabulate([...rows.values()].filter(row => row.version > after))
      const expression = await bringUpToDate(facts, table, version, async after => changed(after))
      const told = await facts.query<{ name: string }>(`select name from ${expression} order by name`)
      const expected = [...rows.values()].flatMap(({ name, gone }) => (gone ? [] : name)).sort()
      assert.deepEqual(
        told.map(({ name }) => name),
        expected,
        `version ${version}`,
      )
    }
  })

test('records that were put back from a copy are read anew', async () => {
  const table = { folder: facts.folder('back'), key: 'id', columns: ['name'] }
  const read = async () => tabulate([{ id: 'a', name: 'Ada', version: 1 }])
  await bringUpToDate(facts, table, 5, async () => tabulate([{ id: 'b', name: 'Bea', version: 5 }]))
  const expression = await bringUpToDate(facts, table, 1, read)
  assert.deepEqual(await facts.query(`select name from ${expression}`), [{ name: 'Ada' }])
})
