import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { scratchFolder } from '../../../test/repositories.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { runCommand } from '../../../test/terminal.ts'
import { addIdentity } from '../../access/identities/service.ts'
import { saveRole } from '../../access/roles/api.ts'
import { listPeople } from '../../catalog/people/api.ts'
import { listPeopleCommand, showPersonCommand } from '../../catalog/people/cli.ts'
import { saveProject } from '../../catalog/projects/store.ts'
import type { Command } from '../../platform/cli/command.ts'
import { rebuildContributions } from '../identities/activity/service.ts'
import { replaceActivity } from '../identities/activity/store.ts'
import { listEvidence, setActorRules } from '../identities/api.ts'
import { evidenceCommand, exclusionsCommand } from '../identities/cli.ts'
import { identityId, learnAccounts } from '../identities/service.ts'
import { getOwnPerson, importPeople, listPeopleAt } from './api.ts'
import { importAffiliationsCommand, importIdentitiesCommand } from './cli.ts'

const office = await openOfficeOfPeople()
const { app, admin, admit } = office
after(() => app.close())

const raw = (name: string, email: string) => ({ name, email, login: null, host: null })
const known = [
  raw('Ada Lovelace', 'ada@acme.example'),
  raw('Ada Lovelace', 'ada@home.example'),
  raw('Bea Braun', 'bea@x.example'),
  raw('Nightly', 'nightly@x.example'),
]
await saveProject(admin.db, {
  id: 'web',
  name: 'web',
  path: '/web',
  kind: 'bare',
  mainPath: null,
  addedAt: '2026-01-01T00:00:00Z',
})
await learnAccounts(admin, known)
await replaceActivity(
  admin.db,
  'web',
  known.map((one, index) => ({
    project_id: 'web',
    identity_id: identityId(one),
    mapped_name: one.name,
    mapped_email: one.email,
    commits: 10 - index,
    first_at: '2026-01-01T00:00:00.000Z',
    last_at: '2026-02-01T00:00:00.000Z',
  })),
)
await rebuildContributions(admin, { project: 'web' })

const text = async (answer: Response | Promise<Response>) => (await (await answer).text()).replaceAll(/\s+/g, ' ')
const officer = await admit('officer', 'officer')
const member = await admit('member')

test('two of one name are proposed, joined on the page of proposals, and taken apart on the page of the person', async () => {
  const page = await text(officer.get('/curation'))
  assert.match(
    page,
    /Ada Lovelace<\/a> <span class="mono small">ada@acme.example.*ada@home.example.*same full name, in the same project.*80\s*%/,
  )
  assert.match(page, /Organization unknown.*Ada Lovelace.*acme.example.*Bea Braun/)
  await officer.post('/person-decisions', {
    relation: 'same',
    left: 'ada@acme.example',
    right: 'e:ada@home.example',
    to: '/curation',
  })
  assert.match(await text(officer.get('/curation')), /Nothing to decide/)
  const { people } = await officer.call(listPeople, {})
  assert.deepEqual(
    people.map(({ name, commits }) => [name, commits]),
    [
      ['Ada Lovelace', 19],
      ['Bea Braun', 8],
      ['Nightly', 7],
    ],
  )
  const [ada] = people
  const { evidence } = await officer.call(listEvidence, { person: ada?.id ?? '' })
  assert.deepEqual(
    evidence.map(({ relation, kind, left, right, by }) => [relation, kind, left, right, by]),
    [['same', 'human', 'e:ada@acme.example', 'e:ada@home.example', officer.id]],
  )
  const own = await text(officer.get(`/people/${ada?.id}`))
  assert.match(own, /Why this is one person.*ada@acme.example.*the same.*ada@home.example.*somebody’s decision/)
  await officer.post(`/person-decisions/${evidence[0]?.id}/undo`)
  assert.equal((await officer.call(listPeople, {})).people.length, 4)
  await officer.post('/person-decisions', { relation: 'same', left: 'ada@acme.example', right: 'ada@home.example' })
})

test('organizations are made, with domains, on their page; and people are shown there by day', async () => {
  await officer.post('/organizations', {
    name: 'Acme',
    domains: '*.acme.example',
    aliases: 'Acme Inc',
    parent: '',
    acquiredBy: '',
  })
  const [ada] = (await officer.call(listPeople, {})).people
  await officer.post('/enrollments', {
    key: 'ada@home.example',
    organization: 'acme inc',
    since: '2020-01-01',
    until: '2021-01-01',
  })
  const at = (on: string) => officer.call(listPeopleAt, { organization: 'Acme', on })
  assert.deepEqual(
    (await at('2020-06-01')).people.map(({ id, evidence }) => [id, evidence]),
    [[ada?.id, 'human']],
  )
  assert.deepEqual(
    (await at('2022-06-01')).people.map(({ id, evidence }) => [id, evidence]),
    [[ada?.id, 'domain']],
  )
  const organizations = await text(member.get('/organizations'))
  assert.match(organizations, /Coverage.*Acme<\/a>.*\*\.acme\.example.*Acme Inc/)
  assert.doesNotMatch(organizations, /Add an organization/)
  assert.match(
    await text(officer.get(`/people/${ada?.id}`)),
    /Where they worked.*Acme.*2020-01-01.*2021-01-01.*somebody’s word/,
  )
})

test('names are for those who may see them; others see a stable pseudonym and find nobody by name', async () => {
  await app.call(saveRole, { role: 'looker', name: { en: 'Looker', zh: '查看者' }, permissions: ['office.read'] })
  const looker = await admit('looker', 'looker')
  const { people } = await looker.call(listPeople, {})
  assert.ok(people.every(({ name, email }) => /^Contributor [0-9a-f]{8}$/.test(name) && email === ''))
  assert.deepEqual((await looker.call(listPeople, {})).people, people)
  assert.deepEqual((await looker.call(listPeople, { text: 'Ada' })).people, [])
  assert.equal((await member.call(listPeople, { text: 'Ada' })).people.length, 1)
  const page = await text(looker.get(`/people/${people[0]?.id}`))
  assert.doesNotMatch(page, /Ada|acme/)
  assert.equal(await codeOf(looker.call(listEvidence, { person: people[0]?.id ?? '' })), 'not-allowed')
  assert.equal((await looker.get('/curation')).status, 403)
})

test('somebody says what is theirs and what is not, where they worked, and that they are not to be shown', async () => {
  const bea = await admit('bea')
  assert.match(await text(bea.get('/account/person')), /no mail server yet, .* whoever manages accounts can confirm/)
  await addIdentity(admin, {
    account: bea.id,
    kind: 'email',
    host: '',
    value: 'bea@x.example',
    proof: 'mail',
    since: null,
    until: null,
  })
  await learnAccounts(admin, [raw('Not Bea', 'bea@x.example')])
  const own = await bea.call(getOwnPerson, {})
  assert.deepEqual(own.identities.map(({ name }) => name).sort(), ['Bea Braun', 'Not Bea'])
  await bea.post('/account/person/work', { organization: 'Independent', since: '2024-01-01', until: '' })
  await bea.post('/account/person/display', { display: 'pseudonym' })
  const after = await bea.call(getOwnPerson, {})
  assert.deepEqual(
    [after.display, after.affiliations],
    ['pseudonym', [{ organization: 'Independent', since: '2024-01-01', until: null, evidence: 'human' }]],
  )
  const names = async (who: typeof bea) =>
    (await who.call(listPeople, {})).people.map(({ name }) => name.replace(/[0-9a-f]{8}/, '#'))
  assert.deepEqual(await names(member), ['Ada Lovelace', 'Contributor #', 'Nightly'])
  assert.deepEqual(await names(officer), ['Ada Lovelace', 'Bea Braun', 'Nightly'])
  await bea.post('/account/person/display', { display: 'hidden' })
  assert.deepEqual(await names(member), ['Ada Lovelace', 'Nightly'])
  assert.equal((await member.get(`/people/${after.people[0]}`)).status, 404)
})

test('rules for bots are the office’s, and whoever a rule names is one at once; a decision stands above them', async () => {
  const source = 'actors:\n  - {kind: bot, name: nightly}\nassistants: {}\n'
  await officer.call(setActorRules, { source })
  const bots = async () => (await officer.call(listPeople, {})).people.filter(({ bot }) => bot).map(({ name }) => name)
  assert.deepEqual(await bots(), ['Nightly'])
  await officer.post('/person-decisions', { relation: 'person', left: 'nightly@x.example' })
  assert.deepEqual(await bots(), [])
  assert.equal(await codeOf(officer.call(setActorRules, { source: 'actors: 7' })), 'invalid-input')
})

function sent(file: string, isPreview = false): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries({ name: '.mailmap', format: '', text: file, preview: isPreview && 'yes' }))
    if (value !== false) form.append(name, value)
  return form
}

test('a file is looked at on a page before it is taken in, and only who keeps the records may', async () => {
  const file = 'Bea B <bea@x.example> <bea@old.example>\n?\n'
  const preview = await text(officer.post('/people-imports', sent(file, true)))
  assert.match(preview, /Bea B &lt;bea@x.example&gt; = &lt;bea@old.example&gt;.*line 2.*there is no name/)
  const taken = await text(officer.post('/people-imports', sent(file)))
  assert.match(taken, /Taken in, but for these.*line 2.*there is no name/)
  assert.equal((await officer.post('/people-imports', sent('Bea B <bea@x.example>\n'))).status, 303)
  assert.match(await text(officer.get('/curation')), /\.mailmap.*mailmap.*Undo/)
  assert.equal(await codeOf(member.call(importPeople, { name: '.mailmap' }, Buffer.from(file))), 'not-allowed')
})

test('a file of all people of a large office is taken in, on the page and on the command line', async t => {
  const file = `${'# '.padEnd(1024 ** 2)}\nCid C <cid@x.example> <cid@old.example>\n`
  const path = join(scratchFolder(t), '.mailmap')
  writeFileSync(path, file)
  for (const command of [importAffiliationsCommand, importIdentitiesCommand]) {
    const { printed } = await runCommand(officer.call, command, [path, '--format', 'mailmap', '--preview'])
    assert.match(printed, /^Cid C <cid@x\.example> = <cid@old\.example>\nmailmap: people 1 /)
    const guessed = await runCommand(officer.call, command, [path, '--preview'])
    assert.equal(guessed.printed, printed)
  }
  const accounts = join(scratchFolder(t), 'accounts.csv')
  writeFileSync(accounts, '\ufeffaccount,kind,host,value\n')
  const toOther = codeOf(runCommand(officer.call, importIdentitiesCommand, [accounts]))
  assert.equal(await toOther, 'not-allowed', 'what accounts have is for who manages access')
  assert.equal((await officer.post('/people-imports', sent(file))).status, 303)
})

test('a file is read as its program wrote it: with a mark before UTF-8, in UTF-16, in Latin-1', async t => {
  const folder = scratchFolder(t)
  const preview = async (name: string, bytes: Buffer) => {
    writeFileSync(join(folder, name), bytes)
    return (await runCommand(officer.call, importAffiliationsCommand, [join(folder, name), '--preview'])).printed
  }
  const developers = Buffer.from('\ufeffdora: dora!x.example\r\n\tAcme\r\n')
  assert.match(await preview('developers_affiliations1.txt', developers), /^@dora@github\.com = <dora@x\.example>/)
  const chart = Buffer.from('\ufeffemail,organization\ndora@x.example,Zürich\n', 'utf16le')
  assert.match(await preview('chart.csv', chart), /^Zürich\ndora@x\.example: Zürich/)
  const turned = await preview('chart.csv', Buffer.from(chart).swap16())
  assert.match(turned, /^Zürich\ndora@x\.example: Zürich/)
  const mailmap = Buffer.from('Jörg <joerg@x.example> <j@y.example>\n', 'latin1')
  assert.match(await preview('.mailmap', mailmap), /^Jörg <joerg@x\.example>/)
})

test('whose office it is, who is nobody’s own and what bots are like is said on the page of rules', async () => {
  const page = async () => text(officer.get('/curation/rules'))
  assert.match(
    await page(),
    /Whose office this is.*value="".*None beyond those.*the office’s own.*kind: bot, name: nightly/,
  )
  assert.equal((await officer.post('/curation/rules/house', { organization: 'Acme' })).status, 303)
  assert.equal((await officer.post('/curation/rules/exclusions', { term: 'Shared@Acme.example' })).status, 303)
  assert.equal((await officer.post('/curation/rules/actors/undo')).status, 303)
  assert.match(await page(), /value="Acme".*shared@acme.example.*as shipped.*dependabot/)
  const listed = await runCommand(officer.call, exclusionsCommand, [])
  assert.equal(listed.printed, 'shared@acme.example')
  await officer.post('/curation/rules/exclusions/undo', { term: 'shared@acme.example' })
  assert.match(await page(), /None beyond those/)
  assert.equal((await officer.post('/curation/rules/actors', { source: 'actors: 7' })).status, 400)
  assert.equal((await member.get('/curation/rules')).status, 403)
})

test('people are listed and shown on the command line, as far as one may see them', async () => {
  const list = await runCommand(officer.call, listPeopleCommand, ['ada'])
  assert.match(list.printed, /^\S+ +Ada Lovelace +ada@acme\.example +19 +1 +2026-01-01 +2026-02-01$/)
  const shown = await runCommand(officer.call, showPersonCommand, ['ada@home.example'])
  assert.match(
    shown.printed.replaceAll(/\s+/g, ' '),
    /^Ada Lovelace · ada@acme\.example · \S+ Known as .*ada@home\.example.* Where they worked .*Acme 2020-01-01 2021-01-01 somebody’s word.* Projects web 19 2026-01-01 2026-02-01$/,
  )
  assert.equal(await codeOf(runCommand(officer.call, showPersonCommand, ['zoe@x.example'])), 'not-found')
  const evidence = await runCommand(officer.call, evidenceCommand, ['ada@home.example'])
  assert.match(evidence.printed, /same +somebody’s decision +ada@acme\.example +ada@home\.example/)
  const refusal = (command: Command, words: string[]) =>
    runCommand(officer.call, command, words).then(
      ({ printed }) => printed,
      error => error.message,
    )
  assert.equal(await refusal(evidenceCommand, ['zoe']), 'There is no person zoe; `ospo people list` lists them')
  assert.equal(
    await refusal(listPeopleCommand, ['--project', 'none']),
    'There is no project none; `ospo projects` lists them',
  )
  const looker = await admit('another', 'looker')
  const [first] = (await looker.call(listPeople, {})).people
  const masked = await runCommand(looker.call, showPersonCommand, [first?.id ?? ''])
  assert.match(masked.printed.replaceAll(/\s+/g, ' '), /^Contributor [0-9a-f]{8} · \S+ Projects web /)
})
