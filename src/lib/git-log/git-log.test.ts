import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ChangeReader, markerLine } from './change-records.ts'
import {
  CommitReader,
  commitFields,
  dateOfRawCommit,
  eachTrailer,
  parseRawDate,
  readRawDate,
} from './commit-records.ts'

const word = fc.string({ unit: 'binary', maxLength: 8 }).map(text => text.replace(/[\0\n\t]/g, ''))

test('a stream of commits is read the same wherever it is cut', () => {
  const commit = fc.record({
    fields: fc.array(word, { minLength: 8, maxLength: 8 }),
    trailers: fc.array(fc.tuple(fc.constantFrom<string[]>('Signed-off-by', 'Fixes'), word), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(commit, { maxLength: 5 }), fc.array(fc.nat(200)), (commits, cuts) => {
      const written = commits.map(({ fields, trailers }) => {
        const lines = trailers.map(([key, value]) => `${key}: ${value}\n`)
        return `${fields.join('\n')}\n${lines.join('')}\0`
      })
      const read: typeof commits = []
      const reader = new CommitReader(record => {
        const trailers: (typeof commits)[number]['trailers'] = []
        const { bytes } = record
        eachTrailer(record, (a, b, c, d) => trailers.push([bytes.toString('utf8', a, b), bytes.toString('utf8', c, d)]))
        read.push({ fields: Object.values(commitFields).map(field => record.text(field)), trailers })
      })
      for (const piece of cut(Buffer.from(written.join('')), cuts)) reader.push(piece)
      assert.deepEqual(read, JSON.parse(JSON.stringify(commits).replaceAll('\\ud800', '\\ufffd')))
    }),
  )
})

test('a stream of changes is read the same wherever it is cut, whatever the paths', () => {
  const path = fc.oneof(
    fc.constantFrom('.', '.\n', '.\n.', '1\t2\t3', 'a'.repeat(40), '-'),
    fc.string({ minLength: 1, maxLength: 8 }).map(text => text.replaceAll('\0', '/')),
  )
  const count = fc.integer({ min: -1, max: 99999 })
  const row = fc.record({ added: count, removed: count, path, previous: fc.option(path) })
  const commit = fc.record({
    hash: fc.constantFrom(...'0123456789abcdef').map(digit => digit.repeat(40)),
    rows: fc.array(row, { maxLength: 4 }),
  })
  fc.assert(
    fc.property(fc.array(commit, { maxLength: 5 }), fc.array(fc.nat(200)), (commits, cuts) => {
      const written = commits.map(({ hash, rows }) => `${hash}\0${rows.map(writeRow).join('')}`)
      const read: unknown[] = []
      const reader = new ChangeReader(({ hash, bytes, rows }) => {
        const at = (start: number, end: number) => bytes.toString('utf8', start, end)
        const plain = rows.map(row => ({
          added: row.added,
          removed: row.removed,
          path: at(row.pathStart, row.pathEnd),
          previous: at(row.previousStart, row.previousEnd) || null,
        }))
        read.push({ hash: hash.toString(), rows: plain })
      })
      const marks = cut(Buffer.from(written.join('') + markerLine), cuts).map(piece => reader.push(piece))
      assert.deepEqual(
        read,
        commits.map(commit => ({ ...commit, rows: commit.rows.map(row => ({ ...row })) })),
      )
      assert.deepEqual([marks.filter(Boolean).length, marks.at(-1)], [1, true])
    }),
  )
})

interface Row {
  added: number
  removed: number
  path: string
  previous: string | null
}

function writeRow({ added, removed, path, previous }: Row) {
  const counts = `${added < 0 ? '-' : added}\t${removed < 0 ? '-' : removed}\t`
  return previous === null ? `${counts}${path}\0` : `${counts}\0${previous}\0${path}\0`
}

function cut(bytes: Buffer, cuts: number[]) {
  const places = [...new Set([0, ...cuts.filter(cut => cut < bytes.length), bytes.length])].sort((a, b) => a - b)
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end))
}

test('dates of any kind are read to the minute of their zone', () => {
  const cases = [
    ['0 +0000', { at: 0, offset: 0 }],
    ['1000000000 +0530', { at: 1e12, offset: 330 }],
    ['1000000000 -0330', { at: 1e12, offset: -210 }],
    ['4200000000 +1400', { at: 4.2e12, offset: 840 }],
    ['-86400 +0100', { at: -86400_000, offset: 60 }],
    ['5 +51800', { at: 5000, offset: 31080 }],
    ['5 -9999999', { at: 5000, offset: -32767 }],
    ['18446744073709551615 +0000', { at: 8.64e15, offset: 0 }],
    ['12', { at: 12_000, offset: 0 }],
    ['', undefined],
    ['never', undefined],
  ] as const
  for (const [text, date] of cases) {
    assert.deepEqual(parseRawDate(text), date, text)
    assert.deepEqual(readRawDate(Buffer.from(`x${text}y`), 1, 1 + text.length), date, text)
  }
})

test('the dates of a raw commit are those of its header', () => {
  const object = Buffer.from('tree 1\nauthor A > <a@x> -5 +0100\ncommitter C <c> 7 -0100\n\nauthor B <b> 9 +0000\n')
  assert.deepEqual(dateOfRawCommit(object, 'author'), { at: -5000, offset: 60 })
  assert.deepEqual(dateOfRawCommit(object, 'committer'), { at: 7000, offset: -60 })
  assert.equal(dateOfRawCommit(Buffer.from('tree 1\n\nauthor B <b> 9 +0000\n'), 'author'), undefined)
})
