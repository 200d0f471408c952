import assert from 'node:assert/strict'
import { readdirSync, truncateSync } from 'node:fs'
import { test } from 'node:test'
import { openOfficeOfForge, quiet } from '../../../../test/office-of-forge.ts'
import { readExchanges } from '../../../../test/recorded-forge.ts'
import { replayProject } from '../replaying/service.ts'
import { forgeTables } from '../service.ts'
import { collectProject } from './service.ts'

for (const mend of ['collecting', 'replaying'] as const) {
  test(`a damaged file of what was collected is told, and ${mend} brings back what was in it`, async t => {
    const { server, ctx, id, turnOn, close } = await openOfficeOfForge(t, 'gitlab')
    t.after(close)
    const first = readExchanges(new URL('../gitlab/fixtures/first.json', import.meta.url))
    await turnOn()
    const collect = () => {
      server.play([...first], '2026-11-21T12:00:00Z')
      return collectProject(ctx, id, quiet)
    }
    const count = async () => {
      const { items } = await forgeTables(ctx, id)
      return ctx.facts.query(`select count(*) as n from ${items} as t`)
    }
    await collect()
    const before = await count()
    const folder = ctx.facts.folder('forge', id, 'items')
    for (const name of readdirSync(folder)) truncateSync(`${folder}/${name}`, 100)
    await assert.rejects(count, { code: 'unavailable', message: /a file of its items is damaged: “ospo forge replay/ })
    await (mend === 'collecting' ? collect() : replayProject(ctx, id, quiet))
    assert.deepEqual(await count(), before)
  })
}
