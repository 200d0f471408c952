import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { measureForge, type World } from '../../../test/forge-facts.ts'
import { createRepository } from '../../../test/repositories.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { appointMember } from '../../access/groups/service.ts'
import { addIdentity } from '../../access/identities/service.ts'
import { saveRole } from '../../access/roles/api.ts'
import { listPeople } from '../../catalog/people/api.ts'
import { addProjects } from '../../catalog/projects/service.ts'
import { mineCommits } from '../history/service.ts'
import { chooseDisplay } from '../identities/api.ts'
import type { NameMask } from '../identities/model.ts'
import { learnProject } from '../identities/service.ts'
import { measureProject, measureScope } from './api.ts'
import { healthCommand } from './cli.ts'
import { metrics } from './metrics.ts'

const names = /zelda|yorick|xenia/i

/** Everybody does a bit of everything. */
const world: World = {
  commits: [
    ['zelda', '2026-01-05 10:00:00'],
    ['yorick', '2026-02-05 10:00:00'],
    ['yorick', '2026-06-05 10:00:00'],
    ['xenia', '2026-06-06 10:00:00'],
  ],
  items: [
    {
      ...{ kind: 'change-request', by: 'zelda', at: '2026-05-01 00:00:00', merged: '2026-05-03 00:00:00' },
      ...{ merger: 'zelda', commits: 1, fork: true, labels: ['bug'], head: 'zelda-1' },
      events: [['approved', 'yorick', '2026-05-02 00:00:00']],
    },
    {
      ...{ by: 'xenia', at: '2026-05-01 00:00:00', closed: '2026-05-04 00:00:00', closer: 'yorick', labels: ['bug'] },
      events: [
        ['commented', 'zelda', '2026-05-02 00:00:00'],
        ['closed', 'yorick', '2026-05-04 00:00:00'],
      ],
    },
  ],
  releases: [['v1.0.0', '2026-05-05 00:00:00', { by: 'xenia', downloads: 3 }]],
  branches: [
    ['zelda/fix', 'created', '2026-05-01 00:00:00', 'zelda'],
    ['zelda/fix', 'deleted', '2026-05-03 00:00:00', 'yorick'],
    ['xenia-2', 'created', '2026-05-01 00:00:00', 'xenia'],
    ['yorick/old', 'created', '2026-04-01 00:00:00'],
    ['yorick/old', 'deleted', '2026-05-01 00:00:00'],
  ],
  spreads: [['fork', 'zelda', '2026-04-01 00:00:00', 'https://forge.example/zelda/it']],
  employers: { zelda: 'Acme' },
  bots: ['xenia'],
}
const mask: NameMask = { hidesAll: true, pseudonymous: [], hidden: [], word: 'Contributor', salt: 'pepper' }

for (const { id } of metrics) {
  test(`${id} names nobody to a reader who may not see names`, async () => {
    const open = await measureForge(world, id, { groupBy: 'organization', unknown: 'each-their-own' })
    const masked = await measureForge({ ...world, mask }, id, { groupBy: 'organization', unknown: 'each-their-own' })
    assert.doesNotMatch(JSON.stringify([masked.rows, masked.groups, masked.beside]), names)
    assert.deepEqual([masked.value, masked.rowCount], [open.value, open.rowCount])
  })
}

test('who chose a pseudonym has one, who chose to be hidden is in no table, and both count', async () => {
  const some: NameMask = { ...mask, hidesAll: false, pseudonymous: ['yorick'], hidden: ['zelda'] }
  const { value, rows } = await measureForge({ ...world, mask: some }, 'contributors')
  assert.equal(value, 3)
  // HMAC-SHA-256 of “yorick” by “pepper”.
  assert.deepEqual(rows, [
    ['Contributor c47b1fe6', '', 2, '2026-02-05', '2026-06-05'],
    ['xenia', 'xenia@x.example', 1, '2026-06-06', '2026-06-06'],
  ])
  const lives = await measureForge({ ...world, mask: some }, 'branch-lifecycle-forge')
  assert.deepEqual([lives.value, lives.rows?.map(([name]) => name)], [16, ['xenia-2', null, null]])
  const all = await measureForge(world, 'branch-lifecycle-forge')
  assert.deepEqual(
    all.rows?.map(([name]) => name),
    ['xenia-2', 'zelda/fix', 'yorick/old'],
  )
  const forks = await measureForge({ ...world, mask: some }, 'technical-fork')
  assert.deepEqual([forks.value, forks.rows], [1, []])
})

const { app, admin, admit } = await openOfficeOfPeople()
const folder = mkdtempSync(join(tmpdir(), 'ospo-masked-'))
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const people = ['Zelda <zelda@x.example>', 'Zelda <zelda@x.example>', 'Yorick <yorick@x.example>']
const path = createRepository(
  join(folder, 'it'),
  people.map((who, i) => ({
    author: `${who} ${1_780_000_000 + i} +0000`,
    committer: `${who} ${1_780_000_000 + i} +0000`,
  })),
)
const [project] = await addProjects(admin, path)
assert.ok(project)
await mineCommits(admin, { id: project.id, path })
await learnProject(admin, project.id)
await app.call(saveRole, { role: 'looker', name: { en: 'Looker', zh: '查看者' }, permissions: ['office.read'] })

test('page, API and command line name people as the list of people does, for each reader', async () => {
  const [looker, member, officer] = [
    await admit('looker', 'looker'),
    await admit('member'),
    await admit('officer', 'officer'),
  ]
  const read = async (who: typeof looker, mailmap = true) => {
    const asked = { project: project.id, metrics: 'contributors', mailmap }
    const { metrics } = await who.call(measureProject, asked)
    return metrics[0]?.rows.map(([name, email]) => [name, email])
  }
  const listed = async (who: typeof looker) => (await who.call(listPeople, {})).people.map(one => [one.name, one.email])
  assert.deepEqual(await read(member), [
    ['Zelda', 'zelda@x.example'],
    ['Yorick', 'yorick@x.example'],
  ])
  assert.deepEqual(await read(looker), await listed(looker))
  assert.doesNotMatch(JSON.stringify(await read(looker)), names)
  const page = await (await looker.get('/measurement/contributors')).text()
  assert.match(page, /Contributor [0-9a-f]{8}/)
  assert.doesNotMatch(page, names)
  const printed: string[] = []
  const terminal = { locale: 'en', json: true, call: looker.call, print: (line: string) => printed.push(line) }
  const args = { positionals: [], values: { portfolio: true, metric: 'contributors' } }
  await healthCommand.run(terminal as unknown as Parameters<typeof healthCommand.run>[0], args)
  assert.match(printed.join(''), /Contributor [0-9a-f]{8}/)
  assert.doesNotMatch(printed.join(''), names)

  await officer.call(chooseDisplay, { key: 'zelda@x.example', display: 'hidden' })
  assert.deepEqual(await read(member), [['Yorick', 'yorick@x.example']])
  assert.deepEqual(await read(member, false), [['Yorick', 'yorick@x.example']])
  assert.deepEqual((await read(officer))?.length, 2)
  const [hidden] = (await officer.call(listPeople, { text: 'zelda' })).people
  const probe = { metrics: 'commits', person: hidden?.id ?? '' }
  assert.equal(await codeOf(looker.call(measureScope, probe)), 'not-allowed')
  assert.equal(await codeOf(looker.call(measureScope, { metrics: 'commits', group: 'legal' })), 'not-allowed')
})

test('a group is that of the office: whoever is in it, by what they proved to be theirs', async () => {
  const zelda = await admit('zelda')
  const count = async () => (await zelda.call(measureScope, { metrics: 'commits', group: 'legal' })).metrics[0]?.value
  await appointMember(admin, { group: 'legal', account: zelda.id, role: 'member', until: null })
  assert.equal(await count(), 0)
  const email = { kind: 'email' as const, host: '', value: 'zelda@x.example', since: null, until: null }
  await addIdentity(admin, { ...email, account: zelda.id, proof: 'mail' })
  assert.equal(await codeOf(count()), 'not-allowed')
  await app.call(chooseDisplay, { key: 'zelda@x.example', display: 'shown' })
  assert.equal(await count(), 2)
  assert.equal(await codeOf(zelda.call(measureScope, { metrics: 'commits', group: 'nobodys' })), 'not-found')
})

test('a group in which one or two are hidden is no way around: what it did tells what they did', async () => {
  const [member, officer] = [await admit('prying'), await admit('second officer', 'officer')]
  await officer.call(chooseDisplay, { key: 'zelda@x.example', display: 'hidden' })
  const asked = { metrics: 'commits', group: 'legal' }
  const refusal = await member.call(measureScope, asked).catch(error => error)
  assert.deepEqual([refusal.code, /Fewer than 3 in this group/.test(refusal.message)], ['not-allowed', true])
  const page = await member.get('/measurement/commits?group=legal')
  assert.deepEqual([page.status, /Fewer than 3/.test(await page.text())], [403, true])
  assert.equal((await officer.call(measureScope, asked)).metrics[0]?.value, 2)
})
