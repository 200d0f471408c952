import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { createRepository, scratchFolder } from '../../../../test/repositories.ts'
import { openApp } from '../../../app/app.ts'
import { addProjects } from '../../../catalog/projects/service.ts'
import { mineCommits } from '../../history/service.ts'
import { metrics } from '../metrics.ts'
import { MetricParameters } from '../model.ts'
import { measureScope } from '../service.ts'
import { listMeasured } from './service.ts'

test('a list shows at once what is worked out, and in the end every metric as it is by itself', async t => {
  const folder = scratchFolder(t)
  const app = await openApp({ data: join(folder, 'data') })
  t.after(() => app.close())
  const ctx = await app.localContext()
  const path = createRepository(join(folder, 'one.git'), [
    { author: 'Ann <ann@example.com> 1767225600 +0000', files: { a: '1' } },
    { author: 'Bob <bob@example.com> 1767312000 +0000', files: { b: '2' } },
  ])
  const [project] = await addProjects(ctx, path)
  assert.ok(project)
  await mineCommits(ctx, project)
  const parameters = MetricParameters.parse({ rowsMost: 0 })

  const atOnce = await listMeasured(ctx, undefined, parameters, 0)
  assert.ok(atOnce.waiting > 0)
  assert.equal(atOnce.metrics.length + atOnce.waiting, metrics.length)
  let list = atOnce
  for (let tries = 0; list.waiting > 0 && tries < 600; tries++) {
    await delay(50)
    list = await listMeasured(ctx, undefined, parameters, 50)
  }
  assert.equal(list.waiting, 0)
  assert.equal(list.origin?.commits, 2)
  const whole = await measureScope(ctx, undefined, parameters)
  assert.deepEqual(
    list.metrics.map(({ id, value }) => [id, value]),
    whole.metrics.map(({ id, value }) => [id, value]),
  )
})
