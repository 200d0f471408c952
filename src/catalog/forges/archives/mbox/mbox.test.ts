import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeOf } from '../../../../../test/time-of.ts'
import { readMail } from './mail.ts'
import { mbox } from './mbox.ts'

interface Letter {
  id: string
  day: number
  subject: string
  more?: string[]
  text?: string
}

function write({ id, day, subject, more = [], text = 'Hello' }: Letter) {
  const date = `${day} Jan 2026 10:00:00 +0000`
  return [
    `From ann@a.org Thu Jan ${day} 10:00:00 2026`,
    ...(more.some(field => field.startsWith('From:')) ? [] : ['From: Ann <ann@a.org>']),
    ...[`Date: ${date}`, `Subject: ${subject}`, `Message-ID: <${id}>`, ...more, '', text, '', ''],
  ].join('\n')
}

async function read(...letters: Letter[]) {
  async function* pieces() {
    yield Buffer.from(letters.map(write).join(''))
  }
  return Array.fromAsync(mbox.read(pieces(), { name: 'list.mbox', repositories: [] }))
}

test('all parts of one version of a series are one submission, which none of them updates', async () => {
  const cover = 'In-Reply-To: <cover@a.org>'
  const told = await read(
    { id: 'cover@a.org', day: 1, subject: '[PATCH 0/2] Turn' },
    { id: 'p1@a.org', day: 2, subject: '[PATCH 1/2] One', more: [cover] },
    { id: 'p2@a.org', day: 3, subject: '[PATCH 2/2] Two', more: [cover] },
    { id: 're@a.org', day: 4, subject: 'Re: [PATCH 2/2] Two', more: ['In-Reply-To: <p2@a.org>'] },
  )
  assert.deepEqual(
    told.map(one => one.record === 'event' && [one.kind, one.number]),
    [false, ...['opened', 'opened', 'opened', 'commented'].map(kind => [kind, 'cover@a.org'])],
  )
})

test('what a mail of an old program answers is the id, not the address of whom it answers', async () => {
  const answered = [
    'Message from Ann <ann@a.org> of "Thu, 01 Jan 2026" <root@a.org>',
    'Your message of "Thu, 01 Jan 2026 10:00:00 +0000" <root@a.org>',
    '<root@a.org> from Ann <ann@a.org>',
    "Ann <ann@a.org>'s message of Thu <root@a.org>",
  ]
  const told = await read(
    { id: 'root@a.org', day: 1, subject: 'Hello' },
    ...answered.map((field, place) => ({
      id: `${place}@a.org`,
      day: 2,
      subject: 'x',
      more: [`In-Reply-To: ${field}`],
    })),
  )
  assert.deepEqual(
    told.slice(2).map(one => one.record === 'event' && [one.kind, one.number]),
    answered.map(() => ['commented', 'root@a.org']),
  )
  const [only] = await read({
    id: '1@a.org',
    day: 1,
    subject: 'x',
    more: ['In-Reply-To: Message from Ann <ann@a.org>'],
  })
  assert.ok(only?.record === 'item' && only.number === '1@a.org')
})

test('answers to what is not there make a thread that the first of them stands for, and patches a change request', async () => {
  const told = await read(
    { id: '1@a.org', day: 1, subject: 'Re: Hello', more: ['In-Reply-To: <gone@a.org>'] },
    { id: '2@a.org', day: 2, subject: 'Re: Hello', more: ['In-Reply-To: <gone@a.org>'] },
    { id: '3@a.org', day: 3, subject: '[PATCH 1/2] One', more: ['In-Reply-To: <cover@a.org>'] },
    { id: '4@a.org', day: 4, subject: '[PATCH 2/2] Two', more: ['In-Reply-To: <cover@a.org>'] },
    { id: '5@a.org', day: 5, subject: 'Re: [PATCH] Three', more: ['In-Reply-To: <lost@a.org>'] },
  )
  assert.deepEqual(
    told.map(one =>
      one.record === 'item'
        ? [one.kind, one.number, one.title, one.author.name]
        : one.record === 'event' && [one.kind, one.number, one.id],
    ),
    [
      ['thread', 'gone@a.org', 'Hello', 'Ann'],
      ['opened', 'gone@a.org', 'comment:1@a.org'],
      ['commented', 'gone@a.org', 'comment:2@a.org'],
      ['change-request', 'cover@a.org', '[PATCH 1/2] One', 'Ann'],
      ['opened', 'cover@a.org', 'pushed:3@a.org'],
      ['opened', 'cover@a.org', 'pushed:4@a.org'],
      ['change-request', 'lost@a.org', '[PATCH] Three', undefined],
      ['commented', 'lost@a.org', 'comment:5@a.org'],
    ],
  )
})

test('whom a list writes for is known by name where answers go to the list, and by address where that is told', async () => {
  const via = (name: string, ...more: string[]) => [`From: ${name} via Edge <edge@lists.org>`, ...more]
  const toList = 'Reply-To: Edge list <Edge@lists.org>'
  const writers = [
    via('Dan', toList),
    via("'Deb'", 'To: discuss@lists.org', 'Reply-To: Talk <discuss@lists.org>'),
    via('Dov'),
    via('Eve', 'Reply-To: Edge list <edge@lists.org>, "Eve, E." <eve@e.org>'),
    via('Fay', toList, 'X-Original-From: Fay <fay@f.org>'),
  ]
  const told = await read(
    ...writers.map((more, place) => ({ id: `${place}@a.org`, day: 1, subject: `Subject ${place}`, more })),
  )
  assert.deepEqual(
    told.flatMap(one => (one.record === 'item' ? one.author : [])),
    [
      { name: 'Dan' },
      { name: 'Deb' },
      { name: 'Dov' },
      { name: 'Eve, E.', email: 'eve@e.org' },
      { name: 'Fay', email: 'fay@f.org' },
    ],
  )
})

test('an answer without ids is known by its subject, wherever a list puts its mark', async () => {
  const subjects = ['[dev] Re: Hello', 'Re: [dev] Hello', '[dev] RE: [dev] Re: Hello']
  const told = await read(
    { id: 'root@a.org', day: 1, subject: '[dev] Hello' },
    { id: 'vote@a.org', day: 2, subject: '[VOTE] Hello' },
    ...subjects.map((subject, place) => ({ id: `${place}@a.org`, day: 3, subject })),
  )
  assert.deepEqual(
    told.slice(4).map(one => one.record === 'event' && [one.kind, one.number]),
    subjects.map(() => ['commented', 'root@a.org']),
  )
})

test('a name in quotes may hold what elsewhere begins an address', async () => {
  const from = ['"Ivo <the> I" <ivo@i.org>', '"Jo \\"<j>\\" J" <jo@j.org>', 'O"Hara <ohara@o.org>']
  const told = await read(
    ...from.map((text, place) => ({ id: `${place}@a.org`, day: 1, subject: `${place}`, more: [`From: ${text}`] })),
  )
  assert.deepEqual(
    told.flatMap(one => (one.record === 'item' ? one.author : [])),
    [
      { name: 'Ivo <the> I', email: 'ivo@i.org' },
      { name: 'Jo "<j>" J', email: 'jo@j.org' },
      { name: 'O"Hara', email: 'ohara@o.org' },
    ],
  )
})

test('what a mail answers is found as quickly whatever words stand there', () => {
  const timeWith = (word: string) => {
    const answered = `In-Reply-To: ${word.repeat(200_000 / word.length)}`
    const head = ['From: ann@a.org', 'Date: 1 Jan 2026 10:00:00 +0000', answered]
    return timeOf(() => readMail({ line: 1, separator: '', head, body: [] }))
  }
  timeWith('<1@a.org> ')
  const ordinary = timeWith('<1@a.org> ')
  for (const word of ['from ', 'of ', '<', '> ', '<a ', ' from a of <a> '])
    assert.ok(timeWith(word) < 50 * ordinary, word)
})

test('MMDF is read like an mbox of the same mails, with lines that separate mails there or without', async () => {
  const letters = [
    { id: 'a@a.org', day: 1, subject: 'Hello', text: 'One\n\nTwo' },
    { id: 'b@a.org', day: 2, subject: 'Re: Hello', more: ['In-Reply-To: <a@a.org>'] },
  ]
  const frame = '\u0001\u0001\u0001\u0001\n'
  const framed = letters.map(letter => `${frame}${write(letter)}${frame}`).join('')
  for (const text of [framed, framed.replaceAll(/^From ann@.*\n/gm, ''), framed.replaceAll('\n', '\r\n')]) {
    assert.ok(mbox.recognizes('list', text))
    async function* pieces() {
      yield Buffer.from(text)
    }
    const told = await Array.fromAsync(mbox.read(pieces(), { name: 'list', repositories: [] }))
    assert.deepEqual(told, await read(...letters))
  }
})
