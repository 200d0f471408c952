import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { createRepository, scratchFolder } from '../../../test/repositories.ts'
import { openApp } from '../../app/app.ts'
import { addProjects } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { mineCommits } from '../history/service.ts'
import { measuredMetricPage } from './measurement-page.ts'
import { MetricParameters } from './model.ts'
import { measureScope, measureSoFar } from './service.ts'

/** The same facts, but for rows and groups somebody must say when they may be read. */
function withSlowRows(ctx: Context) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const together: Context['facts']['together'] = work =>
    ctx.facts.together(query =>
      work(async sql => {
        if (/\blimit\b/.test(sql)) await promise
        return query(sql)
      }),
    )
  return { ctx: { ...ctx, facts: { ...ctx.facts, together } }, readRows: () => resolve() }
}

test('who waits for rows sees the numbers meanwhile, and then all of it', async t => {
  const folder = scratchFolder(t)
  const app = await openApp({ data: join(folder, 'data') })
  t.after(() => app.close())
  const office = await app.localContext()
  const authors = ['Ann <ann@example.com> 1767225600 +0000', 'Bob <bob@example.com> 1767312000 +0000']
  const commits = authors.map(author => ({ author }))
  const [project] = await addProjects(office, createRepository(join(folder, 'one.git'), commits))
  assert.ok(project)
  await mineCommits(office, project)
  const asked = MetricParameters.parse({ groupBy: 'project' })

  const { ctx, readRows } = withSlowRows(office)
  const soFar = (patience: number) => measureSoFar(ctx, undefined, asked, ['contributors'], patience)
  const { isWhole, ...numbers } = await soFar(1)
  const whole = measureScope(ctx, undefined, asked, ['contributors'])
  const query = new URLSearchParams({ groupBy: 'project' })
  const input = { params: { metric: 'contributors' }, query, origin: '', session: undefined, cookies: {} }
  const show = async () => {
    const body = await measuredMetricPage.render(ctx, input)
    assert.ok('content' in body)
    return String(body.content)
  }
  const early = await show()
  readRows()
  const all = await whole
  const late = await show()

  const [some] = numbers.metrics
  assert.deepEqual([isWhole, some?.value, some?.rows, some?.groups], [false, 2, [], []])
  const [one] = all.metrics
  assert.ok(one)
  assert.deepEqual([one.rows.length, one.rowCount, one.groups.map(({ value }) => value)], [2, 2, [2]])
  assert.deepEqual({ ...some, rows: one.rows, rowCount: 2, groups: one.groups, groupCount: 1 }, one)
  assert.deepEqual(await soFar(60_000), { ...all, isWhole: true })

  assert.match(early, /<strong>2<\/strong>[\s\S]*<div id="behind" data-unfinished>/)
  assert.doesNotMatch(early, /Ann/)
  assert.match(late, /<strong>2<\/strong>[\s\S]*<div id="behind" >[\s\S]*Ann/)
  assert.doesNotMatch(late, /data-unfinished/)
})

test('rows that cannot be read are told as that to whoever asks again, and asked anew after', async t => {
  const folder = scratchFolder(t)
  const app = await openApp({ data: join(folder, 'data') })
  t.after(() => app.close())
  const office = await app.localContext()
  const commits = [{ author: 'Ann <ann@example.com> 1767225600 +0000' }]
  const [project] = await addProjects(office, createRepository(join(folder, 'one.git'), commits))
  assert.ok(project)
  await mineCommits(office, project)
  let isBroken = true
  const together: Context['facts']['together'] = work =>
    office.facts.together(query =>
      work(async sql => {
        if (isBroken && /\blimit\b/.test(sql)) throw new Error('The disk is gone')
        return query(sql)
      }),
    )
  const ctx = { ...office, facts: { ...office.facts, together } }
  const ask = () => measureSoFar(ctx, undefined, MetricParameters.parse({}), ['contributors'], 60_000)
  await assert.rejects(ask(), /The disk is gone/)
  isBroken = false
  assert.deepEqual((await ask()).metrics[0]?.rows.length, 1)
})
