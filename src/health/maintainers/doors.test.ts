import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createRepository, git } from '../../../test/repositories.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { runCommand } from '../../../test/terminal.ts'
import { NewGroup } from '../../access/groups/model.ts'
import { addMember, saveGroup } from '../../access/groups/service.ts'
import { findEntries } from '../../access/ledger/service.ts'
import { saveRole } from '../../access/roles/api.ts'
import { addProjects, updateAddress } from '../../catalog/projects/service.ts'
import { openTree } from '../../platform/git/open-tree.ts'
import { enroll } from '../affiliations/enrollments/service.ts'
import { saveOrganization } from '../affiliations/organizations/service.ts'
import { chooseDisplay } from '../identities/api.ts'
import { learnAccounts } from '../identities/service.ts'
import { listMaintainers } from './api.ts'
import { maintainersCommand } from './cli.ts'
import { updateMaintainers } from './service.ts'

const folder = mkdtempSync(join(tmpdir(), 'ospo-maintainers-'))
const { app, admin, admit } = await openOfficeOfPeople({ data: join(folder, 'data') })
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const codeOwners = '* @ana @Acme/Leads\n/docs/ @acme/leads @acme/writers\n/ci/ @renovate[bot] @acme-ci\n'
const owners = 'approvers: [ana]\nreviewers: [bo]\n'
const path = createRepository(join(folder, 'it'), [
  { files: { CODEOWNERS: codeOwners, OWNERS: owners, 'MAINTAINERS.md': '- Cy Cole <cy@x.example>\n' } },
])
git(path, ['remote', 'add', 'origin', 'https://github.com/acme/it.git'])
const [added] = await addProjects(admin, path)
assert.ok(added)
const project = added.id
await updateAddress(admin, added)
await updateMaintainers(admin, project, await openTree(path))
const host = 'github.com'
await learnAccounts(admin, [
  { name: 'Ana Abel', email: null, login: 'ana', host },
  { name: 'CI', email: null, login: 'acme-ci', host, isBot: true },
])
await saveOrganization(admin, { name: 'Acme' })
await enroll(admin, { key: '@ana@github.com', organization: 'Acme', since: '2026-01-01', until: null })
const member = await admit('member')
const officer = await admit('officer', 'officer')
await saveGroup(
  admin,
  NewGroup.parse({ id: 'it-leads', name: 'Leads of it', purpose: 'org-unit', claim: 'acme/leads' }),
)
for (const { id } of [member, officer])
  await addMember(admin, { group: 'it-leads', account: id, role: 'member', until: null })

const place = (roles: string[], hasSeat: boolean, paths: string[]) => ({ roles, hasSeat, paths })
const whole = {
  project,
  day: '2026-11-21',
  seats: { people: 2, bots: 1, agents: 0, teams: 2 },
  hidden: 0,
  holders: [
    {
      ...{ kind: 'person', name: 'Cy Cole', login: null, organization: null, group: null },
      ...place(['maintainer'], true, ['MAINTAINERS.md']),
    },
    {
      ...{ kind: 'person', name: '@ana', login: 'ana', organization: 'Acme', group: null },
      ...place(['owner', 'approver'], true, ['CODEOWNERS', 'OWNERS']),
    },
    {
      ...{ kind: 'bot', name: '@acme-ci', login: 'acme-ci', organization: null, group: null },
      ...place(['owner'], true, ['CODEOWNERS']),
    },
    {
      ...{ kind: 'person', name: '@bo', login: 'bo', organization: null, group: null },
      ...place(['reviewer'], false, ['OWNERS']),
    },
    {
      ...{ kind: 'team', name: '@Acme/Leads', login: null, organization: null },
      ...{ group: { id: 'it-leads', name: 'Leads of it', members: 2 } },
      ...place(['owner'], true, ['CODEOWNERS']),
    },
    {
      ...{ kind: 'team', name: '@acme/writers', login: null, organization: null, group: null },
      ...place(['owner'], true, ['CODEOWNERS']),
    },
  ],
}

test('a team is told as a team: once, counted as nobody, its members by the group of the office that is called so', async () => {
  const found = await member.call(listMaintainers, { project })
  const byName = (all: { name: string }[]) => all.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  assert.deepEqual({ ...found, holders: byName(found.holders) }, { ...whole, holders: byName(whole.holders) })
  assert.equal(await codeOf(member.call(listMaintainers, { project: 'nothing' })), 'not-found')
})

test('who is named by an e-mail of an organization works there, unless something stronger says otherwise', async () => {
  const named = [
    ...['Eva <eva@beta.example>', 'Flo <flo@dev.beta.example>', 'Gus <gus@beta.example>'],
    ...['Hal <hal@elsewhere.example>', 'Ivy <ivy@beta.example>'],
  ]
  const own = createRepository(join(folder, 'named'), [
    { files: { 'MAINTAINERS.md': named.map(one => `- ${one}\n`).join('') } },
  ])
  const [other] = await addProjects(admin, own)
  assert.ok(other)
  await updateMaintainers(admin, other.id, await openTree(own))
  await saveOrganization(admin, { name: 'Beta', domains: [{ domain: 'beta.example', isTop: true }] })
  await enroll(admin, { key: 'gus@beta.example', organization: 'Acme', since: '2026-01-01', until: null })
  await enroll(admin, { key: 'ivy@beta.example', organization: 'Acme', since: null, until: '2026-01-01' })
  const { holders } = await member.call(listMaintainers, { project: other.id })
  assert.deepEqual(
    holders.map(({ name, organization }) => [name, organization]),
    [
      ['Eva', 'Beta'],
      ['Flo', 'Beta'],
      ['Gus', 'Acme'],
      ['Hal', null],
      ['Ivy', 'Beta'],
    ],
  )
})

test('page and command say the same', async () => {
  const page = await (await member.get(`/projects/${project}/maintainers?lang=en`)).text()
  assert.match(page, /<a href="\/groups\/it-leads">2 in the office’s group Leads of it<\/a>/)
  assert.match(page, /@acme\/writers[\s\S]*?>team<[\s\S]*?members unknown/)
  const { printed } = await runCommand(member.call, maintainersCommand, [project])
  const lines = printed.split('\n').map(line => line.trim().split(/ {2,}/))
  assert.deepEqual(
    lines.filter(([, kind]) => kind === 'team'),
    [
      ['@Acme/Leads', 'team', 'owner', '2 in the office’s group Leads of it', 'CODEOWNERS'],
      ['@acme/writers', 'team', 'owner', 'members unknown', 'CODEOWNERS'],
    ],
  )
})

test('who may not see names sees none, and who chose not to be listed is only counted', async () => {
  await officer.call(chooseDisplay, { key: '@ana@github.com', display: 'hidden' })
  await app.call(saveRole, { role: 'reader', name: { en: 'Reader', zh: '读者' }, permissions: ['office.read'] })
  const reader = await admit('reader', 'reader')
  const { holders, seats, hidden } = await reader.call(listMaintainers, { project })
  assert.deepEqual([seats, hidden], [whole.seats, 1])
  const shown = holders.filter(({ kind }) => kind !== 'team')
  assert.deepEqual(
    shown.map(({ name, login }) => [/^Contributor [0-9a-f]{8}$/.test(name), login]),
    [
      [true, null],
      [true, null],
      [true, null],
    ],
  )
  assert.doesNotMatch(JSON.stringify(holders), /ana|@bo|cy/i)
})

test('who was never seen at work may choose, too, not to be named', async () => {
  await officer.call(chooseDisplay, { key: 'cy@x.example', display: 'pseudonym' })
  await officer.call(chooseDisplay, { key: '@bo@github.com', display: 'hidden' })
  const { holders, hidden } = await member.call(listMaintainers, { project })
  assert.equal(hidden, 2)
  assert.doesNotMatch(JSON.stringify(holders), /@bo|cy/i)
  const entries = await findEntries(admin, { limit: 10, newestFirst: true })
  const chosen = entries.filter(({ verb }) => verb === 'person.display-chosen')
  assert.doesNotMatch(JSON.stringify(chosen.map(({ subject }) => subject)), /cy@|bo@/)
})
