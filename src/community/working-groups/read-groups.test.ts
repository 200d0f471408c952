import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readGroups } from './read-groups.ts'

function read(source: string) {
  const reading = readGroups(source, 'list.yaml')
  assert.ok(!('problem' in reading), 'problem' in reading ? reading.problem.en : '')
  return reading
}

const sigs = `sigs:
- dir: sig-looms
  name: Looms
  mission_statement: >
    Covers everything
    that weaves.
  leadership:
    chairs:
    - github: adal
      name: Ada L.
      company: Mill
      email: ada@a.example
  meetings:
  - description: Regular meeting
    day: Tuesday
    time: "9:00"
    tz: PT
    frequency: biweekly
    url: https://call.example/1
    archive_url: https://notes.example/looms
  contact:
    slack: sig-looms
    mailing_list: https://list.example/looms
workinggroups:
- dir: wg-dyes
  name: Dyes
  leadership:
    chairs:
  meetings:
committees:
- dir: committee-steering
  name: Steering
`

test('a sigs.yaml gives scope, chairs without their mail, cadence, channels and notes', () => {
  const { groups, problems, silent } = read(sigs)
  assert.deepEqual(problems, [])
  assert.deepEqual(silent, ['sig-looms', 'wg-dyes', 'wg-committee-steering'])
  assert.deepEqual(groups[0], {
    id: 'sig-looms',
    name: { en: 'Looms', zh: '' },
    cohort: null,
    status: 'active',
    published: false,
    about: {
      mission: { en: 'Covers everything that weaves.', zh: '' },
      scopeIn: { en: '', zh: '' },
      scopeOut: { en: '', zh: '' },
      cadence: { en: 'Regular meeting Tuesday 9:00 PT (biweekly)', zh: '' },
      channels: ['Slack: #sig-looms', 'https://list.example/looms', 'https://call.example/1'],
      notes: 'https://notes.example/looms',
      repository: '',
      listedChairs: ['Ada L. (@adal)'],
    },
  })
})

test('a mapping of names with scope, status and chairs is read as well', () => {
  const { groups, problems } = read(`Bare Metal:
  chairs:
    - name: Grace
      irc: grace_h
      email: grace@b.example
  scope: Machines without a cloud.
  status: forming
  url: https://wiki.example/bare
`)
  assert.deepEqual(problems, [])
  const [{ id, name, status, about }] = groups as [(typeof groups)[0]]
  assert.deepEqual(
    { id, name: name.en, status, scope: about.scopeIn?.en, notes: about.notes, chairs: about.listedChairs },
    {
      id: 'sig-bare-metal',
      name: 'Bare Metal',
      status: 'proposed',
      scope: 'Machines without a cloud.',
      notes: 'https://wiki.example/bare',
      chairs: ['Grace (@grace_h)'],
    },
  )
})

test('what cannot be taken is told with its line, and the rest is taken', () => {
  const { groups, problems } = read(`- name: Dyes
- 7
- id: wg-looms
  name: 织机
  status: sleeping
- name: 工作
- name: dyes
- name: Far
  notes: javascript:alert(1)
`)
  assert.deepEqual(
    groups.map(({ id, status, about }) => [id, status, about.notes]),
    [
      ['wg-dyes', 'active', ''],
      ['wg-looms', 'proposed', ''],
      ['wg-far', 'active', ''],
    ],
  )
  assert.deepEqual(
    problems.map(({ line, text }) => [line, text.en.slice(0, 30)]),
    [
      [2, 'this is no group: it needs a n'],
      [3, 'status sleeping is not known: '],
      [6, 'a group needs a name or a dir '],
      [7, 'wg-dyes is there twice: the fi'],
      [8, 'a link that is no web address '],
    ],
  )
})

test('what is no YAML, or unfolds without end, is refused in a sentence', () => {
  for (const source of ['a: [', 'a: &a [1]\nb: *a', '7'])
    assert.ok('problem' in readGroups(source, 'list.yaml'), source)
})
