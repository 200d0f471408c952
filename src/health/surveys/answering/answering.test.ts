import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { startEngines } from '../../../../test/engines.ts'
import { codeOf, openOfficeOfPeople } from '../../../../test/staff.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { closeCampaign, createCampaign } from '../campaigns/service.ts'
import { NewCampaign } from '../model.ts'
import * as store from '../store.ts'
import { answerSurvey } from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in answering', { skip: missing }, () => assert.equal(servers.length, 2))

for (const server of servers)
  test(`an answer that is on its way while the survey is ended is not kept (${server.name})`, async t => {
    const office = await openOfficeOfPeople({ database: await server.create() })
    t.after(() => office.app.close())
    const { ctx } = await office.admit('olga', 'officer')
    const wanted = { form: 'psychological-safety', audience: 'everybody', to: '2026-12-20' }
    const { id } = await createCampaign(ctx, NewCampaign.parse(wanted))
    const sent: Promise<string>[] = []
    await inTransaction(ctx, async ending => {
      await closeCampaign(ending, id)
      sent.push(codeOf(answerSurvey(ctx, id, '', { ask: 4 })))
      await setTimeout(200)
    })
    assert.deepEqual(await Promise.all(sent), ['conflict'])
    assert.equal(await store.countAnswers(ctx.db, id), 0)
  })
