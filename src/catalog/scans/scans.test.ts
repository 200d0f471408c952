import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { createRepository, scratchFolder } from '../../../test/repositories.ts'
import { openApp } from '../../app/app.ts'
import { claim, finish } from '../../platform/jobs/queue.ts'
import { analysis, lineCount, scanPaths } from './service.ts'

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
