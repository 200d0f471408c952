import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openOfficeOfProjects } from '../../../test/office-of-projects.ts'
import { createRepository, scratchFolder } from '../../../test/repositories.ts'
import { codeOf } from '../../../test/staff.ts'
import { runCommand } from '../../../test/terminal.ts'
import { addIdentity } from '../../access/identities/service.ts'
import { importPeople } from '../../health/affiliations/api.ts'
import { mineCommits } from '../../health/history/service.ts'
import { chooseDisplay, decidePerson, findPerson, listEvidence, undoDecision } from '../../health/identities/api.ts'
import { learnProject } from '../../health/identities/service.ts'
import { measureScope } from '../../health/metrics/api.ts'
import { getReport } from '../../health/reports/api.ts'
import { addProjects } from '../projects/service.ts'
import { getPerson, listPeople } from './api.ts'
import { showPersonCommand } from './cli.ts'

const at = (day: number) => `2026-02-0${day}T10:00:00Z`
const office = await openOfficeOfProjects({
  till: { commits: ['Dot', 'Eve'].map((by, i) => ({ by, at: at(i + 1) })) },
  rack: { commits: ['Fay', 'Gus'].map((by, i) => ({ by, at: at(i + 1) })) },
  loom: { commits: ['Ada', 'Ada', 'Bea', 'Cy'].map((by, i) => ({ by, at: at(i + 1) })) },
})
after(() => office.close())
const officer = await office.admit('officer', 'officer')
const member = await office.admit('member')
const looker = await office.admit('looker', 'auditor')

const idOf = async (name: string) =>
  (await officer.call(listPeople, {})).people.find(person => person.name === name)?.id ?? ''

test('the page of who turned out to be another leads to that one, and the API names them', async () => {
  const [ada, bea] = [await idOf('Ada'), await idOf('Bea')]
  await officer.call(decidePerson, { relation: 'same', left: 'ada@x.example', right: 'bea@x.example' })
  const { people } = await officer.call(listPeople, {})
  const heir = people.find(({ id }) => id === ada || id === bea)?.id ?? ''
  const gone = heir === ada ? bea : ada
  const page = await member.get(`/people/${gone}`)
  assert.deepEqual([page.status, page.headers.get('location')], [303, `/people/${heir}`])
  assert.equal((await member.get(`/people/${heir}`)).status, 200)
  await assert.rejects(member.call(getPerson, { person: gone }), new RegExp(`${gone} any more: .* ${heir}`))
  assert.equal((await member.get('/people/nobody')).status, 404)

  await officer.call(chooseDisplay, { key: 'ada@x.example', display: 'pseudonym' })
  assert.equal((await member.get(`/people/${gone}`)).status, 404)
  assert.equal((await officer.get(`/people/${gone}`)).status, 303)
  assert.equal(await codeOf(looker.call(getPerson, { person: gone })), 'not-found')
})

test('who is not named to a reader goes by an id that cannot be tried, and what names them is told to nobody else', async () => {
  const [cy] = (await officer.call(listPeople, { text: 'cy@x' })).people
  const [first] = (await looker.call(listPeople, {})).people
  assert.ok(cy && first)
  const known = (await officer.call(listPeople, {})).people.map(({ id }) => id)
  assert.equal(known.includes(first.id), false)
  assert.equal((await looker.call(getPerson, { person: first.id })).name, first.name)
  assert.equal(await codeOf(looker.call(getPerson, { person: known[0] ?? '' })), 'not-found')
  assert.doesNotMatch(await (await looker.get(`/people/${first.id}`)).text(), /person=/)

  for (const display of ['pseudonym', 'hidden'] as const) {
    await officer.call(chooseDisplay, { key: 'cy@x.example', display })
    const listed = (await member.call(listPeople, {})).people
    assert.equal(JSON.stringify(listed).includes(cy.id), false)
    assert.equal(listed.filter(({ name }) => name.startsWith('Contributor')).length, display === 'hidden' ? 1 : 2)
    for (const probe of [
      member.call(getPerson, { person: cy.id }),
      member.call(listEvidence, { person: cy.id }),
      member.call(measureScope, { metrics: 'commits', person: cy.id }),
      member.call(getReport, { kind: 'person', subject: cy.id }),
    ])
      assert.equal(await codeOf(probe), 'not-found')
    assert.deepEqual((await member.call(findPerson, { key: 'cy@x.example' })).people, [])
  }
  assert.deepEqual((await officer.call(findPerson, { key: 'cy@x.example' })).people, [cy.id])
})

test('what somebody did alone is not told of who has a pseudonym, and who is not theirs tells nothing of them', async () => {
  await officer.call(chooseDisplay, { key: 'cy@x.example', display: 'pseudonym' })
  const disguised = (await member.call(listPeople, {})).people.filter(({ email }) => email === '')
  for (const { id } of disguised)
    assert.equal(await codeOf(member.call(measureScope, { metrics: 'commits', person: id })), 'not-allowed')
  await officer.call(chooseDisplay, { key: 'ada@x.example', display: 'shown' })
  await officer.call(decidePerson, { relation: 'different', left: 'ada@x.example', right: 'cy@x.example' })
  const ada = (await member.call(findPerson, { key: 'ada@x.example' })).people[0] ?? ''
  const told = JSON.stringify(await member.call(listEvidence, { person: ada }))
  assert.match(told, /ada@x/)
  assert.doesNotMatch(told, /cy@x/)
  assert.doesNotMatch(await (await member.get(`/people/${ada}`)).text(), /cy@x/)
  assert.match(JSON.stringify(await officer.call(listEvidence, { person: ada })), /cy@x/)
})

test('a page of the list holds as many as were asked for, whoever is in no list', async () => {
  const project = 'loom'
  const { people } = await officer.call(listPeople, { project })
  const most = people[0]?.email ?? ''
  await officer.call(chooseDisplay, { key: most, display: 'hidden' })
  const pages = await Promise.all([0, 1].map(offset => member.call(listPeople, { project, limit: 1, offset })))
  assert.deepEqual(
    pages.map(({ people }) => people.length),
    [1, 0],
  )
})

test('of two who turned out to be one the more careful wish holds, and the next word about either is about both', async () => {
  const names = async () => (await member.call(listPeople, {})).people.map(({ name }) => name)
  const say = (who: string, display: 'shown' | 'pseudonym' | 'hidden') =>
    officer.call(chooseDisplay, { key: `${who}@x.example`, display })
  for (const [one, other] of [
    ['dot', 'eve'],
    ['eve', 'dot'],
  ] as const) {
    await say('dot', 'shown')
    await say('eve', 'shown')
    await say(other, 'shown')
    await say(one, 'hidden')
    const { id } = await officer.call(decidePerson, { relation: 'same', left: 'dot@x.example', right: 'eve@x.example' })
    assert.doesNotMatch((await names()).join(), /Dot|Eve/)
    await say(other, 'shown')
    assert.match((await names()).join(), /Dot|Eve/)
    await say(one, 'hidden')
    assert.doesNotMatch((await names()).join(), /Dot|Eve/)
    await officer.call(undoDecision, { id: id ?? '' })
  }
})

test('what an account proves to be theirs is one person on every door at once', async () => {
  const fay = await office.admit('fay')
  for (const who of ['fay', 'gus']) {
    const identity = { kind: 'email' as const, host: '', value: `${who}@x.example`, since: null, until: null }
    await addIdentity(office.admin, { ...identity, account: fay.id, proof: 'office' })
  }
  const { people } = await officer.call(listPeople, { project: 'rack' })
  assert.deepEqual(
    people.map(({ commits }) => commits),
    [2],
  )
  const found = await Promise.all(['fay', 'gus'].map(who => officer.call(findPerson, { key: `${who}@x.example` })))
  assert.deepEqual(found[0], found[1])
})

test('who gave git no name goes by the e-mail, as title and where they are found', async t => {
  const who = '<nameless@x.example> 1780000000 +0000'
  const path = createRepository(join(scratchFolder(t), 'bare'), [{ author: who, committer: who }])
  const [project] = await addProjects(office.admin, path)
  assert.ok(project)
  await mineCommits(office.admin, project)
  await learnProject(office.admin, project.id)
  const found = await (await officer.get('/search?q=nameless')).text()
  const [, href = ''] = /href="(\/people\/[^"]*)">nameless@x\.example</.exec(found) ?? []
  assert.match(await (await officer.get(href)).text(), /<title>nameless@x\.example[\s\S]*<h1[^>]*>nameless@x\.example</)
})

test('who was told apart on their page is one again when somebody says so by e-mail', async () => {
  const say = (relation: 'same' | 'different', left: string, right: string) =>
    officer.call(decidePerson, { relation, left, right })
  const areOne = async () => {
    const [dot, eve] = await Promise.all(
      ['dot', 'eve'].map(who => officer.call(findPerson, { key: `${who}@x.example` })),
    )
    return dot?.people[0] === eve?.people[0]
  }
  await say('same', 'dot@x.example', 'eve@x.example')
  const { people } = await officer.call(findPerson, { key: 'dot@x.example' })
  const page = await (await officer.get(`/people/${people[0]}`)).text()
  const [, left = '', right = ''] = /name="left" value="(i:[^"]*)">.*?name="right" value="(i:[^"]*)"/.exec(page) ?? []
  await say('different', left, right)
  assert.equal(await areOne(), false)
  await say('same', 'dot@x.example', 'eve@x.example')
  assert.equal(await areOne(), true)
})

test('whom only an imported file knows is shown as it names them, by all that was typed', async () => {
  const file = 'Tom Told <tom@told.example> <tt@told.example>'
  await officer.call(importPeople, { name: '.mailmap' }, Buffer.from(file))
  for (const word of ['tom@told.example', 'tt@told.example']) {
    const { printed } = await runCommand(officer.call, showPersonCommand, [word])
    assert.match(printed, /^Tom Told · tom@told\.example · /)
    assert.match(printed, /tt@told\.example/)
  }
  const [id = ''] = (await officer.call(findPerson, { key: 'tt@told.example' })).people
  assert.match(await (await officer.get(`/people/${id}`)).text(), /Tom Told/)
  assert.ok(!(await (await looker.get(`/people/${id}`)).text()).includes('Told'))
  await assert.rejects(
    runCommand(officer.call, showPersonCommand, ['@no-one@github.com']),
    /known by @no-one@github\.com/,
  )
})
