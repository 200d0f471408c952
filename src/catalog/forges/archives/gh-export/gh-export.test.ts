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
