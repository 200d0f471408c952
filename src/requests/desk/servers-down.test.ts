import assert from 'node:assert/strict'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { openDesk } from '../../../test/desk.ts'
import { decidedNext, setUpDesk, steps } from '../../../test/desk-steps.ts'
import { startEngines } from '../../../test/engines.ts'
import { startMailServer } from '../../../test/mail-server.ts'
import { countMails, deliverMails } from '../../notifications/mail/service.ts'
import { deliverAll, getDeliveries } from '../../notifications/webhooks/deliveries/service.ts'
import { getWebhooks } from '../../notifications/webhooks/service.ts'
import { createOutbound } from '../../platform/http/outbound.ts'
import { openMailer } from '../../platform/mail/mailer.ts'
import { findRequest } from './store.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))
const going = new AbortController().signal

test('PostgreSQL took part while servers were down', { skip: missing }, () => assert.equal(servers.length, 2))

for (const server of servers) {
  test(`what is decided while mail server and receiver are down is decided, and told once they are up, once (${server.name})`, async t => {
    const desk = await openDesk(await server.create())
    t.after(() => desk.close())
    const port = await findFreePort()
    const receiver = await startReceiver(t)
    await receiver.down()
    await setUpDesk(desk, receiver.url)
    const sendMail = openMailer({ url: `smtp://127.0.0.1:${port}`, from: 'ospo@office.example' })
    const reach = { ...desk.system.reach, sendMail, fetch: createOutbound({ allowPrivate: true }) }
    const ctx = { ...desk.system, reach }

    await steps.answer(desk)
    assert.equal((await findRequest(ctx.db, decidedNext))?.state, 'approved')
    assert.match((await deliverMails(ctx, going))?.en ?? '', /the mails wait/)
    await deliverAll(ctx, going)
    const waiting = await countMails(ctx)
    const told = (await sql`select id from notification`.execute(ctx.db)).rows.length
    assert.ok(told >= 7, `${told} were told`)
    assert.deepEqual(waiting, { waiting: told, sending: 0, sent: 0, failed: 0 })

    const mails = await startMailServer({ port })
    t.after(() => mails.close())
    await receiver.up()
    desk.setClock('2026-11-21T14:00:00Z')
    for (let rounds = 0; rounds < 3; rounds++) {
      assert.equal(await deliverMails(ctx, going), undefined)
      await deliverAll(ctx, going)
    }
    const arrived = mails.take().map(mail => `${mail.to} ${mail.header('message-id')}`)
    assert.deepEqual([arrived.length, new Set(arrived).size], [told, told])
    assert.deepEqual(await countMails(ctx), { waiting: 0, sending: 0, sent: told, failed: 0 })
    assert.deepEqual(receiver.told.sort(), [1, 2, 3])
    const [webhook] = await getWebhooks(ctx)
    const deliveries = await getDeliveries(ctx, webhook?.id ?? '')
    assert.deepEqual(
      deliveries.map(({ state, attempts }) => [state, attempts]),
      [
        ['delivered', 2],
        ['delivered', 2],
        ['delivered', 2],
      ],
    )
  })
}

/** Takes the numbers of the requests that it is told of. */
async function startReceiver(t: TestContext) {
  const told: number[] = []
  const port = await findFreePort()
  let server: HttpServer | undefined
  const up = async () => {
    server = createServer(async (request, response) => {
      told.push(JSON.parse(await text(request)).data.number)
      response.end()
    })
    await listen(server, port)
  }
  const down = async () => {
    server?.closeAllConnections()
    await new Promise(resolve => (server ? server.close(resolve) : resolve(undefined)))
  }
  t.after(down)
  return { told, url: `http://127.0.0.1:${port}/hook`, up, down }
}

function listen(server: HttpServer, port: number) {
  return new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
}

async function findFreePort(): Promise<number> {
  const probe = createServer()
  await listen(probe, 0)
  const { port } = probe.address() as AddressInfo
  await new Promise(resolve => probe.close(resolve))
  return port
}
