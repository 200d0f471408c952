import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Book, type BookPerson, emptyBook } from './book.ts'
import { acquiredAmong, readCompanies } from './cncf.ts'
import { type FormatName, formats, guessFormat } from './formats.ts'
import { readVirtualEmployers, writeVirtualEmployers } from './gitdm.ts'
import { writeMailmapFile } from './mailmap-file.ts'

const circumstances = {
  organizations: ['Acme', 'Tiny'],
  now: '2026-11-21T12:00:00Z',
  idOf: (identity: object) => JSON.stringify(identity),
}
const read = (format: FormatName, text: string) => formats[format].read(text, circumstances)
const write = (format: FormatName, book: Book) => formats[format].write?.(book, circumstances) ?? ''

const history = [
  { organization: 'Tiny', until: '2015-12-01' },
  { organization: 'Acme', since: '2015-12-01' },
]

test('a .mailmap tells who the proper e-mails are, and lines without an address are told', () => {
  const text =
    '# x\nAda L <ada@new.example> <ada@old.example>\nAda L <ada@new.example> adal <ada@old.example>\nBea <bea@x.example>\n\nnobody\n'
  assert.deepEqual(read('mailmap', text), {
    book: emptyBook({
      people: [
        {
          identities: [
            { name: 'Ada L', email: 'ada@new.example' },
            { email: 'ada@old.example' },
            { name: 'adal', email: 'ada@old.example' },
          ],
          enrollments: [],
        },
        { identities: [{ name: 'Bea', email: 'bea@x.example' }], enrollments: [] },
      ],
    }),
    problems: [{ line: 6, problem: { en: 'there is no name <e-mail> in it', zh: '没有“姓名 <邮箱>”' } }],
  })
})

test('by the .mailmap that is written, git shows each under the name and e-mail that come first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-mailmap-file-'))
  try {
    execFileSync('git', ['init', '-q', folder])
    const word = fc.stringMatching(/^[a-zA-Zé#][a-zA-Z0-9 .'-]{0,10}[a-z]$/)
    const person = fc.record({
      main: word,
      others: fc.array(fc.tuple(fc.option(word, { nil: undefined }), fc.nat(3)), { maxLength: 4 }),
    })
    fc.assert(
      fc.property(fc.array(person, { maxLength: 4 }), people => {
        const book: BookPerson[] = people.map(({ main, others }, index) => ({
          identities: [
            { name: main, email: `p${index}@x.example` },
            ...others.map(([name, n]) => ({ ...(name !== undefined && { name }), email: `p${index}-${n}@y.example` })),
          ],
          enrollments: [],
        }))
        writeFileSync(join(folder, '.mailmap'), writeMailmapFile(book))
        const asked = book.flatMap(({ identities }) => identities.map(({ name, email }) => `${name ?? 'x'} <${email}>`))
        if (asked.length === 0) return
        const answers = execFileSync('git', ['-C', folder, 'check-mailmap', '--stdin'], { input: asked.join('\n') })
        const proper = ({ identities: [main] }: BookPerson) =>
          `${(main?.name ?? '').replace(/^[#\s]+/, '').trim()} <${main?.email}>`
        const wanted = book.flatMap(one =>
          one.identities.map((identity, index) => {
            const isPlain = one.identities.length === 1 && index === 0
            return isPlain && proper(one).startsWith(' ') ? `${identity.name} <${identity.email}>` : proper(one)
          }),
        )
        // Without lines of its own the first is as it was committed; git trims what it answers.
        assert.deepEqual(
          answers
            .toString()
            .trimEnd()
            .split('\n')
            .filter((_, i) => !asked[i]?.startsWith('#')),
          wanted.filter((_, i) => !asked[i]?.startsWith('#')),
        )
      }),
      { numRuns: 60 },
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('what SortingHat exports is read whole: blacklist, organizations, enrollments, bots', () => {
  const text = JSON.stringify({
    source: null,
    time: '2026-01-01 00:00:00',
    blacklist: ['root', 'John Smith'],
    organizations: { Acme: [{ domain: 'acme.example', is_top: true }], Tiny: [] },
    uidentities: {
      aa: {
        uuid: 'aa',
        enrollments: [
          { uuid: 'aa', organization: 'Tiny', start: '1900-01-01T00:00:00', end: '2015-12-01T00:00:00' },
          { uuid: 'aa', organization: 'Acme', start: '2015-12-01T00:00:00', end: '2100-01-01T00:00:00' },
          { uuid: 'aa', organization: 'Unknown', start: '1900-01-01', end: '2100-01-01' },
        ],
        identities: [
          { id: 'x', name: null, email: null, username: 'ada', source: 'github' },
          { id: 'aa', name: 'Ada L', email: 'ada@x.example', username: null, source: 'git' },
          { id: 'y', name: 'Ada', email: null, username: 'adal', source: 'stackexchange' },
        ],
        profile: { uuid: 'aa', name: 'Ada L', email: 'ada@x.example', is_bot: false },
      },
      bb: {
        identities: [{ id: 'bb', name: 'CI', email: 'ci@x.example', source: 'git' }],
        enrollments: [],
        profile: { name: 'CI', email: 'ci@x.example', is_bot: true },
      },
    },
  })
  const book: Book = {
    people: [
      {
        identities: [{ name: 'Ada L', email: 'ada@x.example' }, { login: 'ada', host: 'github.com' }, { name: 'Ada' }],
        enrollments: history,
      },
      { identities: [{ name: 'CI', email: 'ci@x.example' }], enrollments: [], isBot: true },
    ],
    organizations: [
      { name: 'Acme', domains: [{ domain: 'acme.example', isTop: true }] },
      { name: 'Tiny', domains: [] },
    ],
    exclusions: ['root', 'John Smith'],
  }
  assert.deepEqual(read('sortinghat', text), { book, problems: [] })
  assert.deepEqual(read('sortinghat', write('sortinghat', book)), { book, problems: [] })
  assert.deepEqual(
    read('sortinghat', '{\n"organizations": {}\n,}').problems.map(({ line }) => line),
    [3],
  )
})

test('GrimoireLab’s identities are read, and written so that they are the same again', () => {
  const text = `- profile:
    name: Ada L
    is_bot: false
  email:
    - ada@x.example
    - ada@y.example
  github:
    - ada
  enrollments:
    - organization: Tiny
      end: 2015-12-01
    - organization: Acme
      start: 2015-12-01
- profile: {name: CI, is_bot: true}
  email: ci@x.example
`
  const { book, problems } = read('grimoirelab', text)
  assert.deepEqual(problems, [])
  assert.deepEqual(
    book,
    emptyBook({
      people: [
        {
          identities: [
            { name: 'Ada L', email: 'ada@x.example' },
            { name: 'Ada L', email: 'ada@y.example' },
            { name: 'Ada L', login: 'ada', host: 'github.com' },
          ],
          enrollments: history,
        },
        { identities: [{ name: 'CI', email: 'ci@x.example' }], enrollments: [], isBot: true },
      ],
    }),
  )
  assert.deepEqual(read('grimoirelab', write('grimoirelab', book)), { book, problems: [] })
  assert.equal(read('grimoirelab', '- profile:\n    name: x\n- 7\n').problems[0]?.line, 3)
})

test('GrimoireLab’s identities of a large office are read, however long, and what is wrong is told where it stands', () => {
  const people = Array.from({ length: 20_000 }, (_, index) => ({
    identities: [{ name: `Person ${index}`, email: `person${index}@x.example` }],
    enrollments: [{ organization: 'Acme', since: '2020-01-01' }],
  }))
  const text = write('grimoirelab', emptyBook({ people }))
  assert.ok(text.length > 2 * 1024 ** 2)
  assert.deepEqual(read('grimoirelab', text), { book: emptyBook({ people }), problems: [] })
  const [problem] = read('grimoirelab', `${text}- profile: 7\n`).problems
  const line = text.split('\n').length
  assert.equal(problem?.line, line)
  assert.ok(
    problem.problem.en.startsWith(`identities:${line}: `) && problem.problem.zh.startsWith(`identities:${line}：`),
  )
})

test('gitdm’s maps: histories by e-mail, domains, aliases, and virtual employers', () => {
  const people = [{ identities: [{ email: 'ada@x.example' }], enrollments: history }]
  const map = read(
    'gitdm-email-map',
    '# who\nAda@x.example Acme\nada@x.example Tiny < 2015-12-01 # old\nbea@x.example\nbea@x.example Acme < soon\n',
  )
  assert.deepEqual(map.book, emptyBook({ people }))
  assert.deepEqual(
    map.problems.map(({ line }) => line),
    [4, 5],
  )
  assert.deepEqual(read('gitdm-email-map', write('gitdm-email-map', map.book)), { book: map.book, problems: [] })
  const gap = emptyBook({
    people: [
      {
        identities: [{ email: 'g@x.example' }],
        enrollments: [
          { organization: 'A', since: '2010-01-01', until: '2011-01-01' },
          { organization: 'B', since: '2012-01-01', until: '2013-01-01' },
        ],
      },
    ],
  })
  assert.deepEqual(read('gitdm-email-map', write('gitdm-email-map', gap)).book, gap)

  const domains = read(
    'gitdm-domain-map',
    'acme.example  Acme Corp\nlabs.example Acme Corp\nold.example Acme Corp < 2010-01-01\n',
  )
  assert.deepEqual(domains.book.organizations, [
    {
      name: 'Acme Corp',
      domains: [
        { domain: 'acme.example', isTop: true },
        { domain: 'labs.example', isTop: true },
      ],
    },
  ])
  assert.deepEqual(
    domains.problems.map(({ line }) => line),
    [3],
  )
  assert.deepEqual(read('gitdm-domain-map', write('gitdm-domain-map', domains.book)).book, domains.book)

  const aliases = read('gitdm-aliases', 'ada@old.example ada@new.example\nAda The First ada@new.example\nlonely\n')
  assert.deepEqual(aliases.book.people, [
    {
      identities: [{ email: 'ada@new.example' }, { email: 'ada@old.example' }, { name: 'Ada The First' }],
      enrollments: [],
    },
  ])
  assert.deepEqual(
    aliases.problems.map(({ line }) => line),
    [3],
  )
  assert.deepEqual(read('gitdm-aliases', write('gitdm-aliases', aliases.book)).book, aliases.book)

  const virtual = readVirtualEmployers(
    'VirtualEmployer Both\n  75% Acme\n  25 Tiny\nend\nVirtualEmployer Half\n50% Acme\nend\n',
  )
  assert.deepEqual(virtual.employers, [
    {
      name: 'Both',
      shares: [
        { organization: 'Acme', percent: 75 },
        { organization: 'Tiny', percent: 25 },
      ],
    },
  ])
  assert.deepEqual(
    virtual.problems.map(({ line }) => line),
    [5],
  )
  assert.deepEqual(readVirtualEmployers(writeVirtualEmployers(virtual.employers)).employers, virtual.employers)
})

test('CNCF’s files: the one that people write, the one that programs read, and acquisitions', () => {
  const developers = read(
    'cncf-developers',
    'ada: ada!x.example, ada!users.noreply.github.com\n\tTiny until 2015-12-01\n\tAcme from 2015-12-01\nbea: bea!x.example\n\tNotFound\n\tAcme from soon\nx\n',
  )
  assert.deepEqual(developers.book.people, [
    {
      identities: [
        { login: 'ada', host: 'github.com' },
        { email: 'ada@x.example' },
        { email: 'ada@users.noreply.github.com' },
      ],
      enrollments: history,
    },
    { identities: [{ login: 'bea', host: 'github.com' }, { email: 'bea@x.example' }], enrollments: [] },
  ])
  assert.deepEqual(
    developers.problems.map(({ line }) => line),
    [6, 7],
  )
  assert.deepEqual(read('cncf-developers', write('cncf-developers', developers.book)), {
    book: developers.book,
    problems: [],
  })

  const users = read(
    'cncf-github-users',
    JSON.stringify([
      {
        login: 'ada',
        email: 'ada!x.example',
        affiliation: 'Tiny < 2015-12-01, Acme',
        source: 'config',
        name: 'Ada L',
        commits: 7,
      },
      {
        login: 'ada',
        email: 'ada!y.example',
        affiliation: 'Tiny < 2015-12-01, Acme',
        source: 'config',
        name: 'Ada L',
        commits: 7,
      },
      { login: 'bea', email: 'bea!x.example', affiliation: 'NotFound' },
      { login: 'cid' },
    ]),
  )
  assert.deepEqual(users.book.people, [
    {
      identities: [
        { name: 'Ada L', login: 'ada', host: 'github.com' },
        { name: 'Ada L', email: 'ada@x.example' },
        { name: 'Ada L', email: 'ada@y.example' },
      ],
      enrollments: history,
    },
    { identities: [{ login: 'bea', host: 'github.com' }, { email: 'bea@x.example' }], enrollments: [] },
  ])
  assert.equal(users.problems.length, 1)
  assert.deepEqual(read('cncf-github-users', write('cncf-github-users', users.book)).book, users.book)

  const companies = readCompanies(
    'acquisitions:\n- ["^(?i)tiny$", "Acme"]\n- ["(a+)+$", "Acme"]\n- ["^Acme.*$", "Big", "2020-01-01"]\n',
  )
  assert.deepEqual(
    companies.problems.map(({ line }) => line),
    [3],
  )
  const acquired = acquiredAmong(companies.acquisitions, ['Tiny', 'Acme', 'Other'])
  assert.deepEqual(acquired, [
    { name: 'Tiny', acquiredBy: { organization: 'Acme' } },
    { name: 'Acme', acquiredBy: { organization: 'Big', since: '2020-01-01' } },
  ])
  assert.deepEqual(
    read('cncf-companies', write('cncf-companies', emptyBook({ organizations: acquired }))).book.organizations,
    acquired.toReversed(),
  )
})

test('CNCF’s files tell of every login of a person, and of programs that they are', () => {
  const login = (name: string) => ({ login: name, host: 'github.com' })
  const email = { email: 'ada@x.example' }
  const robot = { identities: [login('robot'), { email: 'robot@x.example' }], enrollments: [], isBot: true }
  const ada = { identities: [login('ada'), login('ada2'), email], enrollments: history }
  const book = emptyBook({ people: [ada, robot] })
  const developers = write('cncf-developers', book)
  const terms = '\tTiny until 2015-12-01\n\tAcme from 2015-12-01\n'
  assert.equal(
    developers,
    `ada: ada!x.example\n${terms}ada2: ada!x.example\n${terms}robot: robot!x.example\n\t(Robots)\n`,
  )
  const people = ['ada', 'ada2'].map(name => ({ identities: [login(name), email], enrollments: history }))
  const told = emptyBook({ people: [...people, robot] })
  assert.deepEqual(read('cncf-developers', developers).book, told)
  assert.deepEqual(read('cncf-github-users', write('cncf-github-users', book)).book, told)
})

test('an organization’s own list names terms, and what stands above an organization', () => {
  const chart = read(
    'org-chart',
    'email,name,organization,parent,since,until\nAda@x.example,Ada L,Team A,Acme,,2015-12-01\nada@x.example,Ada L,Team B,Acme,2015-12-01,\n,,Team C,,,\nbea@x.example,,,,,\ncid@x.example,,Team C,,2026-13-01,\n',
  )
  assert.deepEqual(
    chart.book,
    emptyBook({
      people: [
        {
          identities: [{ name: 'Ada L', email: 'ada@x.example' }],
          enrollments: [
            { organization: 'Team A', until: '2015-12-01' },
            { organization: 'Team B', since: '2015-12-01' },
          ],
        },
      ],
      organizations: [
        { name: 'Team A', parent: 'Acme' },
        { name: 'Team B', parent: 'Acme' },
      ],
    }),
  )
  assert.deepEqual(
    chart.problems.map(({ line }) => line),
    [4, 5, 6],
  )
  assert.deepEqual(read('org-chart', write('org-chart', chart.book)), { book: chart.book, problems: [] })
  assert.equal(read('org-chart', 'a,b\n1,2\n').problems.length, 1)
  const apart = [
    { login: 'ada', host: 'github.com' },
    { name: 'Ada', email: 'ada@x.example' },
  ]
  const people = [{ identities: apart, enrollments: [{ organization: 'Acme' }] }]
  assert.match(write('org-chart', emptyBook({ people })), /\nada@x\.example,Ada,ada,github\.com,Acme,/)
})

test('files are known by their names, or by how they begin', () => {
  assert.deepEqual(
    [
      ['/x/.mailmap', ''],
      ['developers_affiliations3.txt', ''],
      ['github_users.json', ''],
      ['companies.yaml', ''],
      ['email-map', ''],
      ['domain-map', ''],
      ['aliases', ''],
      ['virtual', ''],
      ['a.json', '{"source": null, "uidentities": {}}'],
      ['b.yml', '- profile:\n    name: x\n'],
      ['chart.csv', 'email,organization\n'],
      ['x.txt', 'hello'],
    ].map(([name = '', text = '']) => guessFormat(name, text)),
    [
      'mailmap',
      'cncf-developers',
      'cncf-github-users',
      'cncf-companies',
      'gitdm-email-map',
      'gitdm-domain-map',
      'gitdm-aliases',
      'gitdm-virtual',
      'sortinghat',
      'grimoirelab',
      'org-chart',
      undefined,
    ],
  )
})

test('a file under any name is known by its lines, and one of other lines by none', () => {
  const kinds = {
    '# who\nAda L <ada@x.example>\nAda L <ada@x.example> adal <a@y.example>\n': 'mailmap',
    'ada: ada!x.example, ada!y.example\n\tAcme until 2015-12-01\n\tTiny\n': 'cncf-developers',
    'a@y.example ada@x.example\nAda L ada@x.example\n': 'gitdm-aliases',
    'ada@x.example Acme Inc < 2015-12-01\nada@x.example Tiny\n': 'gitdm-email-map',
    'acme.example Acme\nlab.acme.example Lab\n': 'gitdm-domain-map',
    'Ada works at Acme\n': undefined,
    '# nothing\n\n': undefined,
    'ada@x.example Acme\nand so on\n': undefined,
  }
  for (const [text, kind] of Object.entries(kinds)) assert.equal(guessFormat('people.txt', text), kind, text)
  const long = `${'ada@x.example Acme\n'.repeat(1000)}`
  assert.equal(guessFormat('people.txt', long), 'gitdm-email-map', 'of a long file, the lines of its beginning')
})
