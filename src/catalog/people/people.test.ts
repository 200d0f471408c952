import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openOfficeOfProjects } from '../../../test/office-of-projects.ts'
import { codeOf } from '../../../test/staff.ts'
import { chooseDisplay, decidePerson } from '../../health/identities/api.ts'
import { getPerson, listPeople } from './api.ts'

const at = (day: number) => `2026-02-0${day}T10:00:00Z`
const office = await openOfficeOfProjects({
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
