import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { createRepository, scratchFolder } from '../../../test/repositories.ts'
import { openApp } from '../../app/app.ts'
import { decide } from '../../health/identities/evidence/service.ts'
import { claim, finish } from '../../platform/jobs/queue.ts'
import { getEntry } from '../office/service.ts'
import { analysis, lineCount, scanPaths, summary } from './service.ts'

test('lines are counted when the commits are known, however many workers are idle', async t => {
  const folder = scratchFolder(t)
  const app = await openApp({ data: join(folder, 'data') })
  t.after(() => app.close())
  const ctx = await app.localContext()
  await scanPaths(ctx, [createRepository(join(folder, 'loom'), [{ files: { a: '1\n2\n' } }])])
  const next = () => claim(ctx.db, ctx.now(), 'idle', [lineCount, analysis])
  const first = await next()
  assert.ok(first)
  assert.deepEqual([first.kind, await next()], ['analysis', undefined])
  await finish(ctx.db, ctx.now(), first.id, { state: 'done' })
  assert.equal((await next())?.kind, 'line-count')
})

test('when two turn out to be one, what is told of their projects is drawn anew', async t => {
  const folder = scratchFolder(t)
  const app = await openApp({ data: join(folder, 'data') })
  t.after(() => app.close())
  const ctx = await app.localContext()
  const commits = ['Ann <ann@a.example>', 'Annie <annie@b.example>'].map(author => ({
    author: `${author} 1767225600 +0000`,
  }))
  await scanPaths(ctx, [createRepository(join(folder, 'loom'), commits)])
  const watch = { report: () => undefined, signal: new AbortController().signal }
  const run = async (kind: typeof analysis) => {
    const job = await claim(ctx.db, ctx.now(), 'one', [kind])
    assert.ok(job)
    await kind.run(ctx, job.subject, watch)
    await finish(ctx.db, ctx.now(), job.id, { state: 'done' })
    return job.subject
  }
  const people = async () => (await getEntry(ctx, 'loom')).summary?.history?.contributors
  await run(analysis)
  assert.equal(await people(), 2)
  await decide(ctx, { relation: 'same', left: 'ann@a.example', right: 'annie@b.example' })
  assert.equal(await run(summary), 'loom')
  assert.equal(await people(), 1)
})
