import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startEngines } from '../../../test/engines.ts'
import { startMailServer } from '../../../test/mail-server.ts'
import { openPeople, type People } from '../../../test/people.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { openMailer } from '../../platform/mail/mailer.ts'
import * as letters from '../mail/letters/service.ts'
import { MailPreferences } from '../mail/model.ts'
import { countMails, deliverMails, getMails, retryMail, sendTestMail } from '../mail/service.ts'
import type { Notice } from './model.ts'
import { countUnread, getInbox, markAllRead, markRead, notify } from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

const going = new AbortController().signal
const from = 'Office <ospo@office.example>'

function notice(to: { id: string }[], change: Partial<Notice> = {}): Notice {
  return {
    to: to.map(({ id }) => id),
    kind: 'request.assigned',
    subject: { en: 'Please review: left-pad', zh: '请评审：left-pad' },
    body: { en: 'Ada asks for <b>left-pad</b> & more.\n\nBy Friday.', zh: 'Ada 申请使用 left-pad。' },
    link: '/requests/7',
    key: 'request 7 assigned',
    ...change,
  }
}

async function wants(people: People, account: Parameters<People['as']>[0], preferences: Partial<MailPreferences>) {
  await letters.setPreferences(people.as(account), MailPreferences.parse(preferences))
}

const facts: [string, (people: People) => Promise<void>][] = [
  ['who is told twice of the same has it in the inbox once', tellsOnce],
  ['what is told in a transaction that fails was never told', tellsNothingThatDidNotHappen],
  ['everybody sees and reads their own', keepsToOneself],
  ['whoever is gone or has no address is told in the inbox at most', passesOverTheAbsent],
  ['changed preferences hold for what still waits', replansWaiting],
  ['without a mail server nothing is sent later than three days after', dropsOldNews],
  ['a link that leads elsewhere is a mistake of ours', refusesForeignLinks],
]

test('PostgreSQL took part', { skip: missing }, () => assert.equal(servers.length, 2))

for (const server of servers) {
  for (const [sentence, prove] of facts) {
    test(`${sentence} (${server.name})`, async () => {
      const people = await openPeople(await server.create())
      try {
        await prove(people)
      } finally {
        await people.close()
      }
    })
  }

  test(`a mail says what the inbox says, in the reader’s language, with a link to it (${server.name})`, async () => {
    await withMail(await server.create(), async (people, mails) => {
      const ada = await people.add('ada')
      const bo = await people.add('bo', { locale: 'zh' })
      await notify(people.system, notice([ada, bo]))
      assert.equal(await deliverMails(people.system, going), undefined)
      const arrived = mails.take().sort((a, b) => String(a.to).localeCompare(String(b.to)))
      assert.deepEqual(
        arrived.map(mail => [mail.to, mail.subject()]),
        [
          [['ada@a.example'], 'Please review: left-pad'],
          [['bo@a.example'], '请评审：left-pad'],
        ],
      )
      const [english, chinese] = arrived
      assert.match(english?.text() ?? '', /^Please review: left-pad\r?\n\r?\nAda asks for <b>left-pad<\/b> & more\./)
      assert.match(english?.text() ?? '', /Open: https:\/\/office\.example\/requests\/7/)
      assert.match(english?.raw ?? '', /&lt;b&gt;left-pad&lt;\/b&gt; (=\r\n)?&amp; more/)
      assert.equal(english?.header('list-unsubscribe'), '<https://office.example/inbox/preferences>')
      assert.equal(english?.header('auto-submitted'), 'auto-generated')
      assert.match(chinese?.text() ?? '', /Ada 申请使用 left-pad。/)
      assert.deepEqual(await countMails(people.system), { waiting: 0, sending: 0, sent: 2, failed: 0 })
      await deliverMails(people.system, going)
      assert.deepEqual(mails.take(), [])
    })
  })

  test(`while the mail server is down mails wait, and go out when it is up again (${server.name})`, async () => {
    let mails = await startMailServer()
    const { port } = mails
    await mails.close()
    const people = await openPeople(await server.create(), { sendMail: openMailer({ url: mails.url, from }) })
    try {
      const accounts = await Promise.all(['ada', 'bo', 'cy', 'di', 'ed'].map(name => people.add(name)))
      await notify(people.system, notice(accounts))
      const problem = await deliverMails(people.system, going)
      assert.match(problem?.en ?? '', /^The mail server fails/)
      assert.deepEqual(await countMails(people.system), { waiting: 5, sending: 0, sent: 0, failed: 0 })
      // Three that fail in a row say enough of the server.
      const tried = (await getMails(people.system, {})).filter(mail => mail.attempts > 0)
      assert.deepEqual(
        tried.map(mail => [mail.attempts, mail.dueAt, mail.problem?.en]),
        Array(3).fill([1, '2026-11-21T12:01:00.000Z', tried[0]?.problem?.en]),
      )
      assert.match(tried[0]?.problem?.zh ?? '', /^邮件服务器 127\.0\.0\.1 未接受邮件（E/)

      mails = await startMailServer({ port })
      people.setClock('2026-11-21T12:02:00Z')
      await deliverMails(people.system, going)
      assert.deepEqual(
        mails
          .take()
          .flatMap(mail => mail.to)
          .sort(),
        accounts.map(({ email }) => email),
      )
      assert.deepEqual(await countMails(people.system), { waiting: 0, sending: 0, sent: 5, failed: 0 })
    } finally {
      await people.close()
      await mails.close()
    }
  })

  test(`a recipient that is refused stops at once, one that is deferred after three days; a person may retry (${server.name})`, async () => {
    await withMail(await server.create(), async people => {
      const refused = await people.add('refused')
      const deferred = await people.add('deferred')
      await notify(people.system, notice([refused, deferred]))
      await deliverMails(people.system, going)
      const states = async () =>
        Object.fromEntries((await getMails(people.system, {})).map(mail => [mail.reader, [mail.state, mail.attempts]]))
      assert.deepEqual(await states(), { refused: ['failed', 1], deferred: ['waiting', 1] })
      for (let hours = 4; hours <= 76; hours += 4) {
        people.setClock(new Date(Date.parse('2026-11-21T12:00:00Z') + hours * 3_600_000).toISOString())
        await deliverMails(people.system, going)
      }
      assert.deepEqual(await states(), { refused: ['failed', 1], deferred: ['failed', 19] })
      const [given] = (await getMails(people.system, { state: 'failed' })).filter(mail => mail.reader === 'deferred')
      await retryMail(people.system, given?.id ?? '')
      await deliverMails(people.system, going)
      assert.deepEqual(await states(), { refused: ['failed', 1], deferred: ['waiting', 20] })
      await assert.rejects(retryMail(people.system, 'none'), Failure)
    })
  })

  test(`a sender that ends between sending and writing it down sends the same mail again (${server.name})`, async () => {
    await withMail(await server.create(), async (people, mails) => {
      await notify(people.system, notice([await people.add('ada')]))
      const ending = {
        ...people.system,
        reach: { ...people.system.reach, sendMail: endAfter(people.system.reach.sendMail) },
      }
      void deliverMails(ending, going)
      const first = await soon(() => mails.take()[0])
      people.setClock('2026-11-21T12:11:59Z')
      await deliverMails(people.system, going)
      assert.deepEqual(mails.take(), [])
      people.setClock('2026-11-21T12:12:01Z')
      await deliverMails(people.system, going)
      const [second] = mails.take()
      assert.match(first.header('message-id') ?? '', /^<[\w-]+@office\.example>$/)
      assert.equal(second?.header('message-id'), first.header('message-id'))
    })
  })

  test(`a digest gathers a day, a person’s own night is left in peace, and what is urgent comes at once (${server.name})`, async () => {
    await withMail(await server.create(), async (people, mails) => {
      const ada = await people.add('ada', { timeZone: 'Europe/Berlin' })
      const bo = await people.add('bo', { timeZone: 'Asia/Shanghai' })
      await wants(people, ada, { mail: 'daily', digestHour: 8 })
      await wants(people, bo, { quietHours: { from: '22:00', to: '07:00' } })
      // The evening before clocks go back in Berlin: at 22:00 there, 04:00 of the next day in Shanghai.
      people.setClock('2026-10-24T20:00:00Z')
      await notify(people.system, notice([ada, bo], { key: '1' }))
      await notify(people.system, notice([ada, bo], { key: '2' }))
      await notify(people.system, notice([ada, bo], { key: '3', urgent: true, subject: { en: 'Urgent', zh: '紧急' } }))
      const arrivals = async (at: string) => {
        people.setClock(at)
        await deliverMails(people.system, going)
        return mails
          .take()
          .map(mail => `${mail.to} ${mail.subject()}`)
          .sort()
      }
      assert.deepEqual(await arrivals('2026-10-24T20:00:00Z'), ['ada@a.example Urgent', 'bo@a.example Urgent'])
      assert.deepEqual(await arrivals('2026-10-24T22:59:59Z'), [])
      const review = 'bo@a.example Please review: left-pad'
      assert.deepEqual(await arrivals('2026-10-24T23:00:00Z'), [review, review])
      assert.deepEqual(await arrivals('2026-10-25T06:59:59Z'), [])
      assert.deepEqual(await arrivals('2026-10-25T07:00:00Z'), ['ada@a.example Notifications: 2'])
      assert.deepEqual(await arrivals('2026-10-26T07:00:00Z'), [])
    })
  })

  test(`a test mail goes to whoever asks for it, and tells what goes wrong (${server.name})`, async () => {
    await withMail(await server.create(), async (people, mails) => {
      const ada = await people.add('ada', { locale: 'zh' })
      assert.deepEqual(await sendTestMail(people.as(ada)), { to: 'ada@a.example' })
      assert.deepEqual(
        mails.take().map(mail => mail.subject()),
        ['ospo 测试邮件'],
      )
      const refused = await people.add('refused')
      await assert.rejects(sendTestMail(people.as(refused)), /refused the recipient refused@a\.example/)
      const without = await people.add('bo', { email: null })
      await assert.rejects(sendTestMail(people.as(without)), /has no e-mail address/)
    })
  })
}

async function withMail(
  database: string,
  prove: (people: People, mails: Awaited<ReturnType<typeof startMailServer>>) => Promise<void>,
) {
  const mails = await startMailServer()
  const people = await openPeople(database, { sendMail: openMailer({ url: mails.url, from }) })
  try {
    await prove(people, mails)
  } finally {
    await people.close()
    await mails.close()
  }
}

async function tellsOnce(people: People) {
  const [ada, bo] = [await people.add('ada'), await people.add('bo')]
  await notify(people.system, notice([ada, ada]))
  people.setClock('2026-11-21T13:00:00Z')
  await notify(people.system, notice([ada, bo], { body: { en: 'Anew', zh: '再次' } }))
  const [{ id, ...told } = { id: '' }, ...more] = await getInbox(people.as(ada))
  assert.equal(id.length, 36)
  const { kind, subject, body, link } = notice([])
  assert.deepEqual(told, {
    kind,
    subject,
    body,
    link,
    urgent: false,
    createdAt: '2026-11-21T12:00:00.000Z',
    readAt: null,
  })
  assert.deepEqual(more, [])
  assert.equal((await getInbox(people.as(bo)))[0]?.body.en, 'Anew')
}

async function tellsNothingThatDidNotHappen(people: People) {
  const ada = await people.add('ada')
  const failing = inTransaction(people.system, async ctx => {
    await notify(ctx, notice([ada]))
    throw new Error('in vain')
  })
  await assert.rejects(failing, /in vain/)
  assert.deepEqual(await getInbox(people.as(ada)), [])
}

async function keepsToOneself(people: People) {
  const [ada, bo] = [await people.add('ada'), await people.add('bo')]
  await notify(people.system, notice([ada], { key: '1' }))
  await notify(people.system, notice([ada], { key: '2' }))
  const [first] = await getInbox(people.as(ada))
  assert.deepEqual(await getInbox(people.as(bo)), [])
  await assert.rejects(markRead(people.as(bo), first?.id ?? ''), /There is no notification/)
  assert.equal(await markAllRead(people.as(bo)), 0)
  assert.equal(await countUnread(people.as(ada)), 2)
  assert.equal((await markRead(people.as(ada), first?.id ?? '')).readAt, '2026-11-21T12:00:00.000Z')
  assert.deepEqual((await getInbox(people.as(ada), { unread: true })).length, 1)
  people.setClock('2026-11-21T13:00:00Z')
  assert.equal(await markAllRead(people.as(ada)), 1)
  // Reading again does not change when it was read.
  assert.equal((await markRead(people.as(ada), first?.id ?? '')).readAt, '2026-11-21T12:00:00.000Z')
}

async function passesOverTheAbsent(people: People) {
  const ada = await people.add('ada', { email: null })
  await notify(people.system, notice([ada, { id: 'nobody' }]))
  assert.equal((await getInbox(people.as(ada))).length, 1)
  const sent: string[] = []
  await deliverMails(reaching(people, sent), going)
  assert.deepEqual(sent, [])
}

async function replansWaiting(people: People) {
  const ada = await people.add('ada')
  await wants(people, ada, { mail: 'weekly' })
  await notify(people.system, notice([ada], { key: '1' }))
  await notify(
    people.system,
    notice([ada], { key: '2', kind: 'request.decided', subject: { en: 'Approved', zh: '已批准' } }),
  )
  const sent: string[] = []
  await deliverMails(reaching(people, sent), going)
  assert.deepEqual(sent, [])
  await wants(people, ada, { kinds: { 'request.assigned': 'none' } })
  await deliverMails(reaching(people, sent), going)
  assert.deepEqual(sent, ['ada@a.example Approved'])
}

async function dropsOldNews(people: People) {
  const ada = await people.add('ada')
  await notify(people.system, notice([ada], { key: 'old' }))
  people.setClock('2026-11-24T11:00:00Z')
  await deliverMails(people.system, going)
  await notify(people.system, notice([ada], { key: 'new', subject: { en: 'New', zh: '新' } }))
  people.setClock('2026-11-24T12:30:00Z')
  await deliverMails(people.system, going)
  const sent: string[] = []
  await deliverMails(reaching(people, sent), going)
  assert.deepEqual(sent, ['ada@a.example New'])
}

async function refusesForeignLinks(people: People) {
  const ada = await people.add('ada')
  for (const link of ['https://evil.example', '//evil.example', '/\\evil.example', 'requests'])
    await assert.rejects(notify(people.system, notice([ada], { link })), /leads out of the office/)
}

function reaching({ system }: People, sent: string[]) {
  const sendMail = async ({ to, subject }: { to: string; subject: string }) => void sent.push(`${to} ${subject}`)
  return { ...system, reach: { ...system.reach, sendMail } }
}

/** Stands for a process that ends here: it never comes back. */
function endAfter(sendMail: People['system']['reach']['sendMail']) {
  return async (mail: Parameters<NonNullable<typeof sendMail>>[0]) => {
    await sendMail?.(mail)
    await new Promise(() => undefined)
  }
}

async function soon<Value>(find: () => Value | undefined): Promise<Value> {
  for (let tries = 0; tries < 200; tries++) {
    const found = find()
    if (found !== undefined) return found
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error('it does not come')
}
