import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatCsvLine, forSpreadsheet, parseCsv } from './csv.ts'

test('cells are told apart, quoted or not, and each row knows its line', () => {
  assert.deepEqual(parseCsv('a,b\r\n\r\n"1,""2""\n3",4\n5,\n'), [
    { line: 1, cells: ['a', 'b'] },
    { line: 3, cells: ['1,"2"\n3', '4'] },
    { line: 5, cells: ['5', ''] },
  ])
})

test('a mark of the byte order, a missing last line end and an open quote are no trouble', () => {
  assert.deepEqual(parseCsv('\ufeffa\rb'), [
    { line: 1, cells: ['a'] },
    { line: 2, cells: ['b'] },
  ])
  assert.deepEqual(parseCsv('a,"b\nc'), [{ line: 1, cells: ['a', 'b\nc'] }])
  assert.deepEqual(parseCsv('"a"b,c'), [{ line: 1, cells: ['ab', 'c'] }])
  assert.deepEqual(parseCsv(''), [])
})

test('what a spreadsheet would reckon stays a text', () => {
  assert.equal(formatCsvLine(['=1+1', '@x', -1, null, 'a,b']), '\'=1+1,\'@x,-1,,"a,b"')
})

test('what holds more than ASCII is marked as UTF-8, for spreadsheets guess otherwise; what does not stays as it is', () => {
  assert.equal(forSpreadsheet('a,b\r\n'), 'a,b\r\n')
  assert.equal(forSpreadsheet('名称,b\r\n'), '\ufeff名称,b\r\n')
  assert.deepEqual(parseCsv(forSpreadsheet('名称,b\r\n'))[0]?.cells, ['名称', 'b'])
})

test('what is written is read again', () => {
  const cell = fc.string().filter(text => !/^[=+\-@\t\r]/.test(text))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2 }), { minLength: 1 }), rows => {
      const read = parseCsv(rows.map(formatCsvLine).join('\n'))
      assert.deepEqual(
        read.map(({ cells }) => cells),
        rows,
      )
    }),
  )
})
