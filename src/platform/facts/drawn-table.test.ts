import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { drawTable, findDrawn } from './drawn-table.ts'
import { openFacts } from './open-facts.ts'

test('what was drawn before by the same name goes when nobody has asked for it for so long', async t => {
  const data = mkdtempSync(join(tmpdir(), 'ospo-drawn-'))
  const facts = openFacts(data)
  t.after(() => {
    facts.close()
    rmSync(data, { recursive: true, force: true })
  })
  const folder = facts.folder('portfolio-drawn')
  const draw = (name: string, number: number, keptFor?: number) =>
    drawTable(facts, name, `select ${number} as n`, keptFor)
  const ask = async (table: string) => (await facts.query<{ n: number }>(`select n from ${table}`))[0]?.n
  const age = () => {
    const longAgo = new Date(Date.now() - 7_200_000)
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), longAgo, longAgo)
  }

  const find = (name: string, number: number) => findDrawn(facts, name, `select ${number} as n`)
  assert.equal(await find('a', 1), undefined)
  const first = await draw('a', 1)
  assert.equal(await ask(first), 1)
  await draw('a-b', 3)
  age()
  // Drawn long ago, and still asked for.
  assert.deepEqual([await find('a', 1), await find('a', 2), await find('b', 1)], [first, undefined, undefined])
  const second = await draw('a', 2)
  assert.deepEqual([await ask(first), await ask(second)], [1, 2])
  await new Promise(resolve => setTimeout(resolve, 20))
  assert.equal(await ask(await draw('a', 4, 1)), 4)
  const left = readdirSync(folder).map(name => name.replace(/-[\w-]{16}\.parquet$/, ''))
  assert.deepEqual(left.sort(), ['a', 'a-b'])
})

test('what needs more memory to be drawn than there is is told in a sentence, and leaves nothing behind', async t => {
  const data = mkdtempSync(join(tmpdir(), 'ospo-drawn-'))
  const facts = openFacts(data, { memory: '40MB', threads: 1 })
  t.after(() => {
    facts.close()
    rmSync(data, { recursive: true, force: true })
  })
  const drawing = drawTable(facts, 'all', 'select list(md5(i::varchar)) as l from range(2000000) r(i)')
  await assert.rejects(drawing, /needs more memory than it may have/)
  assert.deepEqual(readdirSync(facts.folder('portfolio-drawn')), [])
  const less = await drawTable(facts, 'all', 'select list(md5(i::varchar)) as l from range(10) r(i)')
  assert.deepEqual(await facts.query(`select len(l) as n from ${less}`), [{ n: 10 }])
})
