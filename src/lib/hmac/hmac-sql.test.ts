import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { DuckDBInstance, listValue } from '@duckdb/node-api'
import { hmacSql } from './hmac-sql.ts'

test('DuckDB computes the HMAC that Node computes, of any text', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const keys = ['pepper', '', 'k'.repeat(63), "it's \\ 密钥"]
  const texts = ['yorick', '', 'ä\n名字', 'x'.repeat(500)]
  for (const key of keys) {
    const sql = `select ${hmacSql(key, 'text')} from (select unnest($1::varchar[]) as text)`
    const rows = (await connection.runAndReadAll(sql, [listValue(texts)])).getRowsJS()
    assert.deepEqual(
      rows.flat(),
      texts.map(text => createHmac('sha256', key).update(text).digest('hex')),
    )
  }
})
