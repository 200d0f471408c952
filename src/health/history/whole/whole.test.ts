import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createRepository, importCommits, type NewCommit, scratchFolder } from '../../../../test/repositories.ts'
import { openFacts } from '../../../platform/facts/open-facts.ts'
import { mineChanges, mineCommits } from '../service.ts'
import { bringTogether, findWhole } from './service.ts'

const ann = 'Ann <ann@example.com> 1000000000 +0530'
const bob = 'Bob <bob@example.com> 1000000100 +0000'
const one: NewCommit[] = [
  { author: ann, files: { a: 'one\ntwo\n' } },
  { author: bob, parents: [1], files: { b: 'b\n' } },
  { author: ann, parents: [1], files: { c: 'c\n' } },
  { author: ann, parents: [2, 3], files: {} },
]

test('histories lie together with people as numbers, and what changed replaces what was there', async t => {
  const folder = scratchFolder(t)
  const facts = openFacts(join(folder, 'data'))
  t.after(() => facts.close())
  const ctx = { facts, now: () => new Date('2026-11-21T00:00:00Z') }
  const paths = {
    one: createRepository(join(folder, 'one.git'), one),
    other: createRepository(join(folder, 'other.git'), [{ author: bob, files: { a: 'x\n' } }]),
  }
  const mine = async (id: keyof typeof paths) => {
    await mineCommits(ctx, { id, path: paths[id] })
    await mineChanges(ctx, { id, path: paths[id] })
    await bringTogether(ctx, [id])
  }
  const read = async (ids: string[]) => {
    const whole = await findWhole(ctx, ids)
    assert.ok(whole)
    return facts.query(`select project, i.name, is_merge, added, author_offset from ${whole.commits} c
      join ${whole.identities} i on i.code = c.author order by project, authored_at, is_merge, added, name`)
  }
  await mine('one')
  assert.equal(await findWhole(ctx, ['one', 'other']), undefined)
  await mine('other')
  const [annsOwn, bobsOwn] = [
    { name: 'Ann', author_offset: 330 },
    { name: 'Bob', author_offset: 0 },
  ]
  const rows = [
    { project: 0, is_merge: false, added: 1, ...annsOwn },
    { project: 0, is_merge: false, added: 2, ...annsOwn },
    { project: 0, is_merge: true, added: null, ...annsOwn },
    { project: 0, is_merge: false, added: 1, ...bobsOwn },
  ]
  const other = { project: 1, is_merge: false, added: 1, ...bobsOwn }
  assert.deepEqual(await read(['one', 'other']), [...rows, other])
  assert.deepEqual(await read(['other']), [other])

  // The same again writes nothing; a commit more writes one shard anew, and rewriting history takes away what is gone.
  const before = readdirSync(facts.folder('portfolio')).sort()
  await bringTogether(ctx, ['one', 'other'])
  assert.deepEqual(readdirSync(facts.folder('portfolio')).sort(), before)
  importCommits(paths.other, [{ author: ann, files: { a: 'x\ny\nz\n' } }])
  await mine('other')
  assert.deepEqual(await read(['one', 'other']), [...rows, { ...other, added: 3, ...annsOwn }])
})
