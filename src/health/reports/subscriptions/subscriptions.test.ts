import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { openOfficeOfProjects } from '../../../../test/office-of-projects.ts'
import { codeOf } from '../../../../test/staff.ts'
import { changeAnAccount } from '../../../access/accounts/api.ts'
import { system } from '../../../access/roles/service.ts'
import { listInbox } from '../../../notifications/inbox/api.ts'
import { openMailer } from '../../../platform/mail/mailer.ts'
import { createSealer } from '../../../platform/sealed.ts'
import { addOrganization, changeOrganization, removeOrganization } from '../../affiliations/api.ts'
import { reportsJob } from '../jobs.ts'
import { listSubscriptions, subscribeToReport, unsubscribeFromReport } from './api.ts'
import { subscriptionsPage } from './pages.ts'

const office = await openOfficeOfProjects({
  loom: {
    commits: [
      { by: 'Ada', at: '2026-10-05T10:00:00Z' },
      { by: 'Ada', at: '2026-11-05T10:00:00Z' },
      { by: 'Bob', at: '2026-11-06T10:00:00Z' },
    ],
  },
  torn: { commits: [{ by: 'Cyd', at: '2026-11-06T10:00:00Z' }] },
})
after(() => office.close())
const reach = { ...office.admin.reach, ...createSealer({ data: undefined }), origin: 'https://office.example' }
const member = await office.admit('member')
const outside = await office.admit('directory', 'directory')

const run = async (signal = new AbortController().signal) => {
  return reportsJob.run({ ...office.admin, actor: system, reach }, 'office', { report: () => undefined, signal })
}
const told = async () =>
  (await member.call(listInbox, {})).notifications.filter(({ kind }) => kind === 'health-report.due')

test('somebody subscribes once to what they may see, and sees their own', async () => {
  const wish = { kind: 'project', subject: 'loom', every: 'month' } as const
  const made = await member.call(subscribeToReport, wish)
  assert.deepEqual(await member.call(subscribeToReport, wish), made)
  assert.deepEqual((await member.call(listSubscriptions, {})).subscriptions, [made])
  assert.deepEqual(
    { ...made, id: '' },
    { ...wish, id: '', name: 'loom', toldUntil: '2026-11-01', createdAt: '2026-11-21T12:00:00.000Z' },
  )
  assert.equal(await codeOf(member.call(subscribeToReport, { ...wish, subject: 'nowhere' })), 'not-found')
  assert.equal(await codeOf(outside.call(subscribeToReport, wish)), 'not-allowed')
  const officer = await office.admit('officer', 'officer')
  assert.equal(await codeOf(officer.call(unsubscribeFromReport, { subscription: made.id })), 'not-found')
})

test('after the month it is told what changed, once, however often the work is run or cut off', async () => {
  await run()
  assert.deepEqual(await told(), [])
  office.clock.now = new Date('2026-12-01T00:30:00Z')
  const stopped = new AbortController()
  stopped.abort()
  await run(stopped.signal)
  assert.deepEqual(await told(), [])
  await Promise.all([run(), run()])
  await run()
  const [letter, ...more] = await told()
  assert.deepEqual(more, [])
  assert.deepEqual(letter?.subject, { en: 'Report, Project loom: 2026-11', zh: '报告：项目 loom，2026-11' })
  assert.equal(letter?.link, '/reports/project/loom?from=2026-11-01&to=2026-12-01')
  assert.match(
    letter.body.en,
    /^What changed since the time before\n• Code changes: commits: 2 commits \(\+1; before: 1\)\n• Contributors: 2 people \(\+1; before: 1\)\n/,
  )
  assert.match(letter.body.en, /Not collected, so unknown: .*Issues New/)
  assert.match(
    letter.body.en,
    /\nFrom 2 commits · .* · collected 2026-11-21 12:00\nThe oldest history here was read on 2026-11-21, before/,
  )
  assert.match(letter.body.en, /What the numbers mean\n• Code changes: commits: Number of commits/)
  assert.match(letter.body.zh, /^与上一时期相比的变化\n• 代码变更：提交数：2 /)
})

test('a link in the mail ends it without signing in, and nothing else does', async () => {
  const [letter] = await told()
  const stop = /https:\/\/office\.example(\/public\/report-mail\/\S+)/.exec(letter?.body.en ?? '')?.[1] ?? ''
  assert.match(stop, /^\/public\/report-mail\/.+/)
  const { isSent, stopByMail } = await import('./service.ts')
  const token = decodeURIComponent(stop.split('/').at(-1) ?? '')
  const ctx = { db: office.admin.db, reach }
  assert.equal(await isSent(ctx, token), true)
  assert.equal(await codeOf(stopByMail(ctx, `${token}x`)), 'not-found')
  assert.equal(await codeOf(stopByMail(ctx, reach.seal('stop mail to member'))), 'not-found')
  await stopByMail(ctx, token)
  assert.equal(await isSent(ctx, token), false)
  assert.deepEqual((await member.call(listSubscriptions, {})).subscriptions, [])
  office.clock.now = new Date('2027-01-01T00:30:00Z')
  await run()
  assert.equal((await told()).length, 1)
})

test('who may not come in any more is told nothing, and nothing is made up for when they may again', async () => {
  await member.call(subscribeToReport, { kind: 'portfolio', every: 'week' })
  const before = (await told()).length
  await office.app.call(changeAnAccount, { account: member.id, active: false })
  office.clock.now = new Date('2027-01-04T00:30:00Z')
  await run()
  await office.app.call(changeAnAccount, { account: member.id, active: true })
  await run()
  const back = await office.browse(member.id)
  assert.doesNotMatch(await (await back.get('/inbox')).text(), /2026-12-28 to 2027-01-03/)
  office.clock.now = new Date('2027-01-11T00:30:00Z')
  await run()
  assert.match(await (await back.get('/inbox')).text(), /Report, Portfolio: 2027-01-04 to 2027-01-10/)
  assert.equal(before, 1)
})

test('the pages subscribe and unsubscribe', async () => {
  const { get, post } = await office.browse(member.id)
  assert.equal((await post('/report-subscriptions', { kind: 'cohort', subject: 'loom', every: 'month' })).status, 303)
  assert.equal((await post('/report-subscriptions', { kind: 'cohort', subject: 'loom', every: 'day' })).status, 400)
  const page = await (await get('/report-subscriptions')).text()
  assert.match(page, /href="\/reports\/cohort\/loom">Among similar projects loom/)
  const ids = [...page.matchAll(/action="\/report-subscriptions\/([^/]+)\/remove"/g)].map(([, id]) => id)
  assert.equal(ids.length, 2)
  for (const id of ids) await post(`/report-subscriptions/${id}/remove`)
  assert.match(await (await get('/report-subscriptions')).text(), /You get no report by mail/)
})

test('who gets no mail, for want of a server or of an address, is told so where they subscribe', async () => {
  const { get } = await office.browse(member.id)
  const page = await (await get('/report-subscriptions')).text()
  assert.match(page, /This office has no mail server: reports come to your inbox only/)
  const render = async () => {
    const sendMail = openMailer({ url: 'smtp://127.0.0.1:1', from: 'o@office.example' })
    const ctx = { ...member.ctx, reach: { ...reach, sendMail } }
    const input = { params: {}, query: new URLSearchParams(), origin: reach.origin, session: undefined, cookies: {} }
    const body = await subscriptionsPage.render(ctx, input)
    return 'content' in body ? String(body.content) : ''
  }
  assert.match(await render(), /Your account has no e-mail address.*href="\/account"/)
  await office.app.call(changeAnAccount, { account: member.id, email: 'member@office.example' })
  assert.doesNotMatch(await render(), /no e-mail address|no mail server/)
})

test('a report that cannot be written now holds up no other, and is told as soon as it can be', async t => {
  t.mock.method(console, 'error', () => undefined)
  const people = await Promise.all(['one', 'two', 'three'].map(name => office.admit(name)))
  const subjects = ['torn', 'loom', 'torn']
  for (const [i, { call }] of people.entries())
    await call(subscribeToReport, { kind: 'project', subject: subjects[i] ?? '', every: 'month' })
  const file = office.admin.facts.folder('history', 'torn', 'commits', '1.parquet')
  const whole = await readFile(file)
  await writeFile(file, whole.subarray(0, 20))
  office.clock.now = new Date('2027-02-01T00:30:00Z')
  const told = () =>
    Promise.all(
      people.map(async ({ call }) => (await call(listInbox, {})).notifications.map(({ subject }) => subject.en)),
    )
  assert.match((await run())?.en ?? '', /^Not every report by mail could be written/)
  const subject = (name: string) => [`Report, Project ${name}: 2027-01`]
  assert.deepEqual(await told(), [[], subject('loom'), []])
  await writeFile(file, whole)
  assert.equal(await run(), undefined)
  assert.deepEqual(await told(), [subject('torn'), subject('loom'), subject('torn')])
})

test('an organization that is renamed is reported on as before; of what is gone the list says so', async () => {
  const officer = await office.admit('another officer', 'officer')
  await officer.call(addOrganization, { name: 'X-Works', domains: [{ domain: 'x.example' }] })
  const asked = { kind: 'organization', every: 'month' } as const
  const made = await officer.call(subscribeToReport, { ...asked, subject: 'X-Works' })
  assert.deepEqual(await officer.call(subscribeToReport, { ...asked, subject: 'x-works' }), made)
  await officer.call(addOrganization, { name: 'Other', domains: [] })
  await officer.call(subscribeToReport, { ...asked, subject: 'Other' })
  await officer.call(changeOrganization, { organization: 'X-Works', name: 'Y-Works' })
  await officer.call(removeOrganization, { organization: 'Other' })
  office.clock.now = new Date('2027-03-01T00:30:00Z')
  await run()
  const subjects = (await officer.call(listInbox, {})).notifications.map(({ subject }) => subject.en)
  assert.deepEqual(subjects, ['Report, Organization Y-Works: 2027-02'])
  const { subscriptions } = await officer.call(listSubscriptions, {})
  assert.deepEqual(new Set(subscriptions.map(({ name }) => name)), new Set(['Y-Works', null]))
  const page = await (await officer.get('/report-subscriptions')).text()
  assert.match(page, />Organization Y-Works<\/a>/)
  assert.match(page, /gone, or not yours to see/)
})
