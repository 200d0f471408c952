import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ForgeRecord } from '../../records.ts'
import { ghExport } from './gh-export.ts'

async function read(value: unknown) {
  async function* pieces() {
    yield Buffer.from(JSON.stringify(value))
  }
  return Array.fromAsync(ghExport.read(pieces(), { name: 'file.json', repositories: [] }))
}

test('what was committed before a pull request was opened was pushed with it', async () => {
  const committed = (sha: string, date: string) => ({
    event: 'committed',
    sha,
    author: { name: 'Cy' },
    committer: { date },
  })
  const told = await read({
    ...{ number: 8, title: 'Turn', created_at: '2024-03-01T00:00:00Z', pull_request: {} },
    timeline: [committed('a', '2024-02-25T00:00:00Z'), committed('b', '2024-03-02T00:00:00Z')],
  })
  const pushes = told.filter(
    (one): one is Extract<ForgeRecord, { record: 'event' }> => one.record === 'event' && one.kind === 'pushed',
  )
  assert.deepEqual(
    pushes.map(({ value, at }) => [value, at]),
    [
      ['a', '2024-03-01T00:00:00Z'],
      ['b', '2024-03-02T00:00:00Z'],
    ],
  )
})

test('an item whose number or time cannot be is told as a problem, and the rest is taken', async () => {
  const issue = (number: number, createdAt = '2026-01-01T00:00:00Z', more = {}) => ({
    ...{ number, title: 'x', createdAt, state: 'OPEN', author: { login: 'cy' } },
    ...more,
  })
  const comment = { id: 'c1', createdAt: '-000001-01-01T00:00:00Z', author: { login: 'bo' } }
  const told = await read([
    ...[issue(-5), issue(5.5), issue(1e300), issue(0), issue(1, '-000001-01-01T00:00:00Z')],
    ...[issue(2, '+275760-09-13T00:00:00Z'), issue(3), issue(4, undefined, { comments: [comment] })],
  ])
  assert.deepEqual(
    told.map(one =>
      one.record === 'problem' ? one.text.en.slice(0, 10) : one.record === 'item' ? one.number : one.record,
    ),
    [...Array(4).fill('lacks what'), ...Array(2).fill('has a time'), '3', 'event', 'has a time', '4', 'event'],
  )
})
