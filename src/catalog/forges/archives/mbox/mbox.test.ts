import assert from 'node:assert/strict'
import { test } from 'node:test'
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
    [false, ['opened', 'cover@a.org'], ['commented', 'cover@a.org']],
  )
})
