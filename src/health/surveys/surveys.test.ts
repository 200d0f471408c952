import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { addMember, saveGroup } from '../../access/groups/service.ts'
import type { Terminal } from '../../platform/cli/command.ts'
import { noReach } from '../../platform/reach.ts'
import { createSealer } from '../../platform/sealed.ts'
import { addOrganization } from '../affiliations/api.ts'
import { answerSurvey } from './answering/service.ts'
import {
  answerSurvey as answerApi,
  correctObservation,
  getObservationHistory,
  getOpenSurvey,
  getSurveyMetrics,
  getSurveyResults,
  listObservations,
  recordObservation,
  sendCoverageReport,
  startSurvey,
} from './api.ts'
import {
  closeCampaign,
  createBallots,
  createCampaign,
  findOwnBallot,
  getCampaigns,
  watchCampaigns,
} from './campaigns/service.ts'
import { observeCommand, surveyFormsCommand, surveyMetricsCommand } from './cli.ts'
import { saveQuestionnaire } from './forms/service.ts'
import { NewCampaign } from './model.ts'
import { getObservations, noteMeetings } from './observations/service.ts'
import { getResults } from './results/service.ts'
import * as service from './service.ts'

const reach = { ...noReach, ...createSealer({ data: undefined }), origin: 'http://localhost' }
const office = await openOfficeOfPeople({ reach })
after(() => office.app.close())
const { admin, clock } = office
const officer = await office.admit('olga', 'officer')

const members = await Promise.all(['mina', 'noor', 'owen', 'pali', 'quin', 'rita'].map(name => office.admit(name)))
const group = {
  id: 'makers',
  name: 'Makers',
  purpose: 'board' as const,
  description: '',
  claim: null,
  externalId: null,
}
await saveGroup(admin, group)
for (const { id } of members) await addMember(admin, { group: 'makers', account: id, role: 'member', until: null })

const campaign = (wanted: object) =>
  createCampaign(officer.ctx, NewCampaign.parse({ form: 'project-burnout', to: '2026-12-01', ...wanted }))

async function everyRow(): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(admin.db)
  const all = new Map<string, string>()
  for (const { name } of rows)
    all.set(name, JSON.stringify((await sql`select rowid as place, * from ${sql.table(name)}`.execute(admin.db)).rows))
  return all
}

const ballotIn = (page: string) => /name="ballot" value="([\w-]{43})"/.exec(page)?.[1] ?? ''

/** Every member from their own session at their own time, with all that a browser tells; each twice. */
async function answerAll(id: string): Promise<string[]> {
  const ballots: string[] = []
  const identifying = {
    'user-agent': 'Brackenlow/9.1',
    'x-forwarded-for': '203.0.113.77',
    referer: 'http://localhost/halcyon',
  }
  for (const [i, { id: account, get }] of members.entries()) {
    clock.now = new Date(Date.UTC(2026, 10, 22, 9, 17 + i, 43, 123))
    const ballot = ballotIn(await (await get(`/surveys/${id}/take`)).text())
    ballots.push(ballot)
    const { post } = await office.browse(account)
    const fields = {
      ballot,
      'answer.worn': '2',
      'answer.rest': '4',
      'answer.able': '4',
      'answer.meaning': '5',
      'answer.support': '3',
      'answer.leaving': i % 2 ? 'often' : 'never',
    }
    const more = await (await post(`/public/surveys/${id}`, fields)).text()
    assert.match(more, i % 2 ? /A few more questions/ : /A few more questions|Thank you/)
    const body = new URLSearchParams([...Object.entries({ ...fields, 'answer.relief': `quillstone-${i}` })])
    for (const seen of ['worn', 'rest', 'able', 'meaning', 'support', 'leaving', 'relief']) body.append('seen', seen)
    const headers = { ...identifying, origin: 'http://localhost' }
    const sent = await office.app.fetch(
      new Request(`http://localhost/public/surveys/${id}`, { method: 'POST', body, headers }),
    )
    assert.match(await sent.text(), /Thank you/)
    const again = await office.app.fetch(
      new Request(`http://localhost/public/surveys/${id}`, { method: 'POST', body, headers }),
    )
    assert.equal(again.status, 403)
  }
  return ballots
}

test('nothing in records, ledger, output or exports leads from an answer to whoever gave it', async t => {
  const logged: string[] = []
  for (const method of ['log', 'error', 'warn', 'info'] as const)
    t.mock.method(console, method, (...words: unknown[]) => logged.push(words.join(' ')))
  const { id } = await campaign({ audience: 'group', group: 'makers', textsFor: 'office' })
  const before = await everyRow()
  const ballots = await answerAll(id)
  const now = await everyRow()
  const changed = [...now].filter(([name, rows]) => rows !== before.get(name)).map(([name]) => name)
  // Sessions came by the test's own browsing; nothing else but the answers themselves was touched, the ledger neither.
  assert.deepEqual(changed.filter(name => !name.includes('session')).sort(), [
    'survey_answer',
    'survey_ballot',
    'survey_text',
  ])
  const kept = ['survey_answer', 'survey_text', 'survey_ballot'].map(name => now.get(name) ?? '').join()
  const names = members.flatMap(({ id, ctx }) => [id, ctx.actor.name])
  const traces = [...ballots, ...names, 'Brackenlow', '203.0.113.77', 'halcyon', '2026-11-22', '09:1', ':43']
  for (const trace of traces) assert.ok(!kept.includes(trace), trace)
  assert.equal(now.get('survey_ballot'), '[]')
  for (const ballot of ballots) for (const [name, rows] of now) assert.ok(!rows.includes(ballot), name)
  // What somebody wrote does not lie beside what they ticked.
  assert.doesNotMatch(now.get('survey_answer') ?? '', /quillstone/)
  assert.deepEqual(logged, [])

  clock.now = new Date('2026-12-02T08:00:00Z')
  await watchCampaigns(admin)
  const exported =
    JSON.stringify(await officer.call(getSurveyResults, { survey: id })) +
    JSON.stringify(await officer.call(getSurveyMetrics, {}))
  for (const trace of traces.slice(0, -3)) assert.ok(!exported.includes(trace), trace)
  const { rows } = await sql<{ secret: string | null }>`select secret from survey_campaign where id = ${id}`.execute(
    admin.db,
  )
  assert.equal(rows[0]?.secret, null)
})

test('the order in which answers lie is not the order in which they came', async () => {
  clock.now = new Date('2026-12-03T08:00:00Z')
  const firsts = new Set<number>()
  for (let round = 0; round < 12; round++) {
    const { id } = await campaign({ form: 'project-recommendability', audience: 'everybody', to: '2026-12-03' })
    for (let i = 0; i <= 10; i++) await answerSurvey(admin, id, '', { recommend: i })
    const { rows } = await sql<{
      answers: string
    }>`select answers from survey_answer where campaign_id = ${id} order by rowid`.execute(admin.db)
    const order = rows.map(row => JSON.parse(row.answers).recommend)
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    )
    firsts.add(order[0])
  }
  assert.ok(firsts.size > 2, [...firsts].join())
})

test('results wait for the end, and are told to those who may read them', async () => {
  const { id } = await campaign({ audience: 'ballots', textsFor: 'office', to: '2026-12-03' })
  const ballots = await createBallots(officer.ctx, id, 8)
  for (const [i, ballot] of ballots.slice(0, 6).entries())
    await answerSurvey(admin, id, ballot, { worn: 1 + (i % 2), rest: 4, leaving: 'often', relief: `words ${i}` })
  assert.equal(await codeOf(answerSurvey(admin, id, ballots[0] ?? '', { worn: 1 })), 'not-allowed')
  assert.equal(await codeOf(answerSurvey(admin, id, ballots[7] ?? '', { worn: 9 })), 'invalid-input')
  assert.equal(await codeOf(getResults(officer.ctx, id)), 'conflict')
  const closed = await closeCampaign(officer.ctx, id)
  assert.deepEqual([closed.state, closed.asked, closed.answered], ['closed', 8, 6])
  assert.equal(await codeOf(answerSurvey(admin, id, ballots[7] ?? '', { worn: 1 })), 'conflict')
  const results = await getResults(officer.ctx, id)
  // Of each: worn 5 or 4 (reversed), rest 4; the mean of both, over people.
  assert.deepEqual([results.responseRate, results.metrics], [0.75, [{ metric: 'project-burnout', value: 4.3 }]])
  const textsFor = async (person: { ctx: typeof admin }) =>
    (await getResults(person.ctx, id)).questions.find(({ id }) => id === 'relief')?.texts?.length
  assert.equal(await textsFor(officer), 6)
  const [mina] = members
  assert.ok(mina)
  assert.equal(await textsFor(mina), undefined)
})

test('a group that is too small is not asked, and who is not in it has no ballot', async () => {
  await saveGroup(admin, { ...group, id: 'few', name: 'Few' })
  assert.equal(await codeOf(campaign({ audience: 'group', group: 'few', to: '2026-12-09' })), 'conflict')
  assert.equal(await codeOf(campaign({ audience: 'everybody', cohort: 'worn', to: '2026-12-09' })), 'invalid-input')
  assert.equal(await codeOf(campaign({ audience: 'everybody', to: '2026-11-09' })), 'invalid-input')
  const { id } = await campaign({ audience: 'group', group: 'makers', to: '2026-12-09', remindBefore: [2] })
  assert.equal(await findOwnBallot(officer.ctx, id), undefined)
  clock.now = new Date('2026-12-07T08:00:00Z')
  await watchCampaigns(admin)
  await watchCampaigns(admin)
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(*) as count from notification where link = ${`/surveys/${id}/take`} group by kind order by kind`.execute(
    admin.db,
  )
  // All alike: whoever was left out would be who has answered.
  assert.deepEqual(
    rows.map(({ kind, count }) => [kind, count]),
    [
      ['survey.asked', 6],
      ['survey.reminder', 6],
    ],
  )
})

test('who joins the group that is asked after its ballots were made is not told to answer', async () => {
  clock.now = new Date('2026-12-07T08:00:00Z')
  await saveGroup(admin, { ...group, id: 'growing', name: 'Growing' })
  for (const { id } of members) await addMember(admin, { group: 'growing', account: id, role: 'member', until: null })
  const wanted = { audience: 'group', group: 'growing', to: '2026-12-09', remindBefore: [1] }
  const { id } = await campaign(wanted)
  const { id: planned } = await campaign({ ...wanted, from: '2026-12-08' })
  const sara = await office.admit('sara')
  await addMember(admin, { group: 'growing', account: sara.id, role: 'member', until: null })
  for (const day of ['2026-12-07', '2026-12-08']) {
    clock.now = new Date(`${day}T09:00:00Z`)
    await watchCampaigns(admin)
  }
  const told = async (account: string, survey: string) => {
    const { rows } = await sql<{ kind: string }>`
      select kind from notification where account_id = ${account} and link = ${`/surveys/${survey}/take`}`.execute(
      admin.db,
    )
    return rows.length
  }
  assert.deepEqual([await told(sara.id, id), await told(sara.id, planned)], [0, 0])
  assert.deepEqual([await told(members[0]?.id ?? '', id), await told(members[0]?.id ?? '', planned)], [2, 1])
  assert.ok(!JSON.stringify(await getCampaigns(admin)).includes(sara.id))
  assert.ok(!JSON.stringify(await getCampaigns(admin)).includes(members[0]?.id ?? '?'))
  for (const survey of [id, planned]) await closeCampaign(officer.ctx, survey)
})

test('a trend over campaigns, with the face of a computed metric', async () => {
  for (const [day, scores] of [
    ['2026-12-08', [10, 10, 10, 9, 9, 8, 8, 6, 6, 5]],
    ['2026-12-09', [10, 10, 10, 10, 9, 9]],
    ['2026-12-10', [10, 0]],
  ] as const) {
    clock.now = new Date(`${day}T08:00:00Z`)
    const wanted = { form: 'project-recommendability', audience: 'everybody', to: day, event: 'summit-26' }
    const { id } = await campaign(wanted)
    for (const recommend of scores) await answerSurvey(admin, id, '', { recommend })
    await closeCampaign(officer.ctx, id)
  }
  const { metrics } = await officer.call(getSurveyMetrics, { event: 'summit-26', metrics: 'project-recommendability' })
  const [nps] = metrics
  assert.deepEqual(nps?.series, [
    { at: '2026-12-08', value: 20 },
    { at: '2026-12-09', value: 100 },
    { at: '2026-12-10', value: null },
  ])
  assert.deepEqual(
    [nps.value, nps.asOf, nps.by, nps.forms],
    [100, '2026-12-09', 'survey', ['project-recommendability']],
  )
  assert.deepEqual(nps.response, { asked: null, answered: null, hidden: true })
  assert.equal(nps.source.url, 'https://chaoss.community/kb/metric-project-recommendability/')
  const [early] = await service.getSurveyMetrics(admin, {
    subject: { kind: 'event', id: 'summit-26' },
    ids: ['project-recommendability'],
    to: '2026-12-09',
  })
  assert.equal(early?.value, 20)
})

function terminal(json = false) {
  const lines: string[] = []
  const io: Terminal = {
    call: officer.call,
    locale: 'en',
    json,
    print: line => lines.push(line),
    note: () => undefined,
    progress: () => undefined,
  }
  return { io, lines }
}

test('an observation is written down, corrected with its history, and withdrawn', async () => {
  const { io, lines } = terminal()
  await officer.call(addOrganization, { name: 'example' })
  const values = { organization: 'example', date: '2026-12-01', source: 'https://jobs.example/q' }
  assert.equal(await observeCommand.run(io, { values, positionals: ['job-opportunities', '42'] }), 0)
  assert.deepEqual(lines, ['Written down: job-opportunities = 42'])
  const [found] = (await officer.call(listObservations, { metric: 'job-opportunities' })).observations
  assert.ok(found)
  await officer.call(correctObservation, { observation: found.id, value: 40, note: 'two were doubles' })
  const { revisions } = await officer.call(getObservationHistory, { observation: found.id })
  assert.deepEqual(
    revisions.map(({ revision, value, source, recordedBy }) => [revision, value, source, recordedBy]),
    [
      [2, 40, 'https://jobs.example/q', officer.id],
      [1, 42, 'https://jobs.example/q', officer.id],
    ],
  )
  const metric = async () =>
    (await officer.call(getSurveyMetrics, { organization: 'example', metrics: 'job-opportunities' })).metrics[0]
  assert.deepEqual((await metric())?.series, [{ at: '2026-12-01', value: 40 }])
  await officer.call(correctObservation, { observation: found.id, withdrawn: true })
  assert.deepEqual([(await metric())?.value, (await metric())?.series], [null, []])

  const bad = (input: object) => codeOf(officer.call(correctObservation, { observation: found.id, ...input }))
  assert.equal(await bad({ value: -1 }), 'invalid-input')
  assert.equal(await bad({ date: '2027-12-01' }), 'invalid-input')
  assert.equal(await bad({ value: 1.5 }), 'invalid-input')
  assert.equal(await bad({ value: 1e12 }), 'invalid-input')
  assert.equal(await bad({ date: '1969-12-31' }), 'invalid-input')
  const tomorrow = new Date(clock.now.getTime() + 86_400_000).toISOString().slice(0, 10)
  assert.equal(await bad({ date: tomorrow }), 'invalid-input')
  const newest = await officer.call(correctObservation, { observation: found.id })
  assert.deepEqual([newest.revision, newest.withdrawn], [3, true])
  const same = await officer.call(correctObservation, { observation: found.id, value: 40, withdrawn: true })
  assert.equal(same.revision, 3, 'what changes nothing is no revision')
  const unknown = observeCommand.run(io, { values, positionals: ['no-such', '1'] })
  assert.equal(await codeOf(unknown), 'not-found')
})

test('what is about a project and an organization at once is refused, not kept as about one of them', async () => {
  const count = async () => [(await getCampaigns(admin)).length, (await getObservations(admin)).length]
  const before = await count()
  const both = { project: 'web', organization: 'Acme' }
  const wanted = { form: 'project-recommendability', audience: 'everybody', to: '2027-06-01', ...both } as const
  const posted = await officer.post('/surveys', { ...wanted, least: '5', textsFor: 'nobody', event: '' })
  assert.equal(posted.status, 400)
  assert.match(await posted.text(), /name a project, an organization or an event, only one of them, or none/)
  assert.equal(await codeOf(officer.call(startSurvey, wanted)), 'invalid-input')
  const seen = { metric: 'job-opportunities', value: 1, source: 'x' }
  assert.equal(
    await codeOf(officer.call(recordObservation, { ...seen, organization: 'A', event: 'B' })),
    'invalid-input',
  )
  assert.equal(await codeOf(officer.call(getSurveyMetrics, both)), 'invalid-input')
  assert.deepEqual(await count(), before)
  await officer.call(addOrganization, { name: 'Acme', aliases: ['Acme Inc'] })
  const { subject } = await officer.call(recordObservation, { ...seen, project: ' ', organization: 'acme inc' })
  assert.deepEqual(subject, { kind: 'organization', id: 'Acme' })
})

test('what is about a project, an organization or an event that is not there is refused, in writing and in reading', async () => {
  const wanted = { form: 'project-recommendability', audience: 'everybody', to: '2027-06-01' } as const
  const seen = { metric: 'job-opportunities', value: 1, source: 'x' }
  for (const about of [{ project: 'nope' }, { organization: 'nope' }]) {
    assert.equal(await codeOf(officer.call(startSurvey, { ...wanted, ...about })), 'not-found')
    assert.equal(await codeOf(officer.call(recordObservation, { ...seen, ...about })), 'not-found')
  }
  for (const kind of ['project', 'organization', 'event']) {
    assert.equal(await codeOf(officer.call(getSurveyMetrics, { [kind]: 'nope' })), 'not-found')
    assert.equal((await officer.get(`/surveys/metrics?${kind}=nope`)).status, 404)
  }
  assert.equal((await officer.get('/surveys/metrics?organization=ACME')).status, 200)
})

test('test coverage comes from the report itself', async () => {
  const { addedAt, ...project } = {
    id: 'web',
    name: 'web',
    path: '/code/web',
    kind: 'repository',
    addedAt: '2026-11-21T12:00:00.000Z',
  }
  await sql`insert into project (id, name, path, kind, added_at) values (${project.id}, ${project.name}, ${project.path}, ${project.kind}, ${addedAt})`.execute(
    admin.db,
  )
  const report = new TextEncoder().encode('SF:a\nDA:1,1\nDA:2,1\nDA:3,0\nDA:4,9\nend_of_record\n')
  const observed = await officer.call(
    sendCoverageReport,
    { project: 'web', source: 'CI run 7', date: '2026-12-02' },
    report,
  )
  assert.deepEqual([observed.value, observed.note, observed.source], [0.75, 'lcov: 3 / 4', 'CI run 7'])
  const empty = officer.call(sendCoverageReport, { project: 'web', source: 'CI' }, new TextEncoder().encode('x'))
  assert.equal(await codeOf(empty), 'invalid-input')
})

test('meetings count by their rosters, once', async () => {
  const at = '2026-11-01T00:00:00.000Z'
  await sql`insert into series (id, definition, visibility, status, sequence, created_at, changed_at) values ('weekly', '{}', 'office', 'active', 0, ${at}, ${at})`.execute(
    admin.db,
  )
  const keepUntil = new Date(Date.parse('2026-12-01T10:00:00Z') + 90 * 86_400_000).toISOString()
  for (const name of ['a', 'b', 'c'])
    await sql`insert into roster_entry (id, series_id, slot_id, recurrence_id, name, keep_until) values (${name}, 'weekly', 's', '20261201T090000', ${name}, ${keepUntil})`.execute(
      admin.db,
    )
  await noteMeetings(admin)
  await noteMeetings(admin)
  const { observations } = await officer.call(listObservations, { metric: 'meeting-attendee-count' })
  assert.deepEqual(
    observations.map(({ value, date, revision, source }) => [value, date, revision, source]),
    [[3, '2026-12-01', 1, '/sessions/weekly~s~20261201T090000']],
  )
})

test('the office writes its own questionnaires, and those that run stay as they were', async () => {
  const { id } = await campaign({ form: 'issue-labels', audience: 'everybody', to: '2026-12-20' })
  const source = 'id: issue-labels\ntitle: Labels\nsummary: Ours\nquestions:\n  - { id: own, kind: nps, text: Own }\n'
  const saved = await saveQuestionnaire(officer.ctx, source)
  assert.deepEqual([saved.version, saved.origin], [2, 'office'])
  const { form } = await officer.call(getOpenSurvey, { survey: id })
  assert.equal(form.questions.length, 4)
  const later = await campaign({ form: 'issue-labels', audience: 'everybody', to: '2026-12-20' })
  assert.equal(later.version, 2)
  await officer.call(answerApi, { survey: later.id, answers: { own: 7 } })
  assert.equal(await codeOf(saveQuestionnaire(officer.ctx, 'id: x\n')), 'invalid-input')
})

test('members may look, and start, write or correct nothing', async () => {
  const [mina] = members
  assert.ok(mina)
  assert.equal(
    await codeOf(mina.call(startSurvey, { form: 'documentation', to: '2026-12-20', audience: 'everybody' })),
    'not-allowed',
  )
  const { io } = terminal()
  assert.equal(
    await codeOf(
      observeCommand.run(
        { ...io, call: mina.call },
        { values: { source: 'x' }, positionals: ['job-opportunities', '1'] },
      ),
    ),
    'not-allowed',
  )
  for (const path of [
    '/surveys',
    '/surveys/metrics',
    '/surveys/forms',
    '/surveys/forms/documentation',
    '/observations',
  ])
    assert.equal((await mina.get(path)).status, 200, path)
  assert.equal((await mina.get('/surveys/new')).status, 403)
})

test('pages: start, hand out, answer without an account in both languages, look at the results', async () => {
  const chosen = await (await officer.get('/surveys/new?form=newcomer-experience')).text()
  assert.match(chosen, /name="audience"/)
  const fields = {
    form: 'newcomer-experience',
    audience: 'ballots',
    from: '',
    to: '2026-12-20',
    least: '5',
    cohort: '',
    textsFor: 'nobody',
    remindBefore: '3',
  }
  const href = (await officer.post('/surveys', fields)).headers.get('location') ?? ''
  assert.match(href, /^\/surveys\/[\w-]{36}$/)
  const made = await (await officer.post(`${href}/ballots`, { count: '5' })).text()
  const links = [...made.matchAll(/http:\/\/localhost(\/public\/surveys\/[\w-]+\?ballot=[\w-]{43})/g)].map(
    match => match[1] ?? '',
  )
  assert.equal(links.length, 5)
  assert.ok((await (await officer.get(href)).text()).includes(`http://localhost/public${href}<`))
  const anonymous = (path: string, init: RequestInit = {}, language = 'en') =>
    office.app.fetch(
      new Request(`http://localhost${path}`, {
        ...init,
        headers: { 'accept-language': language, origin: 'http://localhost' },
      }),
    )
  const page = await (await anonymous(links[0] ?? '')).text()
  assert.match(page, /<legend class="strong">I found something that I could begin with\./)
  assert.match(await (await anonymous(links[0] ?? '', {}, 'zh')).text(), /我找到了可以入手的工作/)
  for (const link of links) {
    const [path = '', ballot = ''] = link.split('?ballot=')
    const body = new URLSearchParams({ ballot, 'answer.start': '4', 'answer.welcome': '5', 'answer.hours': '8' })
    for (const [, seen] of page.matchAll(/name="seen" value="(\w+)"/g)) body.append('seen', seen ?? '')
    const missing = new URLSearchParams(body)
    missing.delete('answer.start')
    assert.match(await (await anonymous(path, { method: 'POST', body: missing })).text(), /has no answer/)
    assert.match(await (await anonymous(path, { method: 'POST', body })).text(), /Thank you/)
    assert.match(await (await anonymous(link)).text(), /Your ballot/)
  }
  await officer.post(`${href}/close`)
  const results = await (await officer.get(href)).text()
  assert.match(results, /of 5/)
  assert.doesNotMatch(results, /public\/surveys/, 'a link that answers nothing any more')
  assert.match(results, /4\.5/)
  const metrics = await (await officer.get('/surveys/metrics')).text()
  assert.match(metrics, /Newcomer experience/)
  const observation =
    (
      await officer.post('/observations', {
        metric: 'social-listening',
        value: '0.8',
        date: '2026-12-01',
        source: 'by hand',
      })
    ).headers.get('location') ?? ''
  await officer.post(observation, { value: '0.7', date: '2026-12-01', source: 'by hand' })
  assert.match(await (await officer.get(observation)).text(), /0\.8/)
})

test('the command line lists questionnaires and metrics', async () => {
  const { io, lines } = terminal()
  await surveyFormsCommand.run(io, { values: {}, positionals: [] })
  assert.equal(lines.length, 18)
  const other = terminal(true)
  await surveyMetricsCommand.run(other.io, { values: { metric: 'project-burnout' }, positionals: [] })
  assert.equal(JSON.parse(other.lines.join('\n'))[0].id, 'project-burnout')
})

test('a question for a day is answered with one that somebody could live to see', async () => {
  const source = 'id: first-days\ntitle: Days\nsummary: Ours\nquestions:\n  - { id: came, kind: date, text: Came }\n'
  await saveQuestionnaire(officer.ctx, source)
  const { id: survey } = await campaign({ form: 'first-days', audience: 'everybody', to: '2026-12-20' })
  const given = (came: string) => codeOf(officer.call(answerApi, { survey, answers: { came } }))
  for (const came of ['0001-01-01', '1899-12-31', '2101-01-01', '9999-12-31', '2026-02-30'])
    assert.equal(await given(came), 'invalid-input', came)
  await officer.call(answerApi, { survey, answers: { came: '2024-02-29' } })
  const open = new Request(`http://localhost/public/surveys/${survey}`)
  assert.match(await (await office.app.fetch(open)).text(), /type="date"[^>]* min="1900-01-01" max="2100-12-31"/)
})

test('what somebody wrote is kept whole, its line breaks as one letter each, or told to be too long', async () => {
  const source = 'id: own-words\ntitle: Words\nsummary: Ours\nquestions:\n  - { id: said, kind: text, text: Say }\n'
  await saveQuestionnaire(officer.ctx, source)
  const { id: survey } = await campaign({ form: 'own-words', audience: 'everybody', to: '2026-12-20' })
  const send = async (said: string) => {
    const body = new URLSearchParams({ 'answer.said': said, seen: 'said' })
    const headers = { origin: 'http://localhost' }
    const url = `http://localhost/public/surveys/${survey}`
    return (await office.app.fetch(new Request(url, { method: 'POST', body, headers }))).text()
  }
  const kept = async () =>
    (
      await sql<{ text: string }>`select text from survey_text where campaign_id = ${survey}`.execute(admin.db)
    ).rows.map(({ text }) => text)
  const tooLong = await send(`${'长'.repeat(5000)}!`)
  assert.match(tooLong, /“Say” has an answer of more than 5000 letters: shorten it/)
  assert.match(tooLong, /长!<\/textarea>/, 'what was written is still there')
  assert.deepEqual(await kept(), [])
  const lines = Array.from({ length: 2500 }, () => '行')
  assert.match(await send(lines.join('\r\n')), /Thank you/)
  assert.deepEqual(await kept(), [lines.join('\n')])
})

test('a text of nothing but spaces is no answer to what needs one', async () => {
  const source =
    'id: must-say\ntitle: Say\nsummary: Ours\nquestions:\n  - { id: said, kind: text, required: true, text: Say }\n'
  await saveQuestionnaire(officer.ctx, source)
  const { id: survey } = await campaign({ form: 'must-say', audience: 'everybody', to: '2026-12-20' })
  assert.equal(await codeOf(officer.call(answerApi, { survey, answers: { said: ' \n ' } })), 'invalid-input')
})
