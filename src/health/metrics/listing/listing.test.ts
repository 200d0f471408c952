import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { createRepository, scratchFolder } from '../../../../test/repositories.ts'
import { openApp } from '../../../app/app.ts'
import { addProjects } from '../../../catalog/projects/service.ts'
import { mineCommits } from '../../history/service.ts'
import { metrics } from '../metrics.ts'
import { MetricParameters } from '../model.ts'
import { findFactsKey, measureScope } from '../service.ts'
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

test('whether the facts of a filtered list changed is known before what the filters leave is found', async t => {
  const folder = scratchFolder(t)
  const app = await openApp({ data: join(folder, 'data') })
  t.after(() => app.close())
  const ctx = await app.localContext()
  for (let i = 0; i < 6; i++) {
    const who = `Ann <ann@example.com> ${1767225600 + i} +0000`
    const path = createRepository(join(folder, `${i}.git`), [{ author: who, files: { [`src/${i}`]: '1' } }])
    for (const project of await addProjects(ctx, path)) await mineCommits(ctx, project)
  }
  const drawn = () => readdirSync(ctx.facts.folder('portfolio-drawn')).filter(name => name.startsWith('of-paths-'))
  const [all, some] = [{}, { paths: 'src/1' }].map(asked => MetricParameters.parse(asked))
  assert.ok(all && some)
  const key = await findFactsKey(ctx, undefined, some)
  assert.notEqual(key, await findFactsKey(ctx, undefined, all))
  assert.deepEqual(drawn(), [])
  await measureScope(ctx, undefined, some, ['commits'])
  assert.ok(drawn().length > 0)
  assert.equal(await findFactsKey(ctx, undefined, some), key)
})
