import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventsOf, openRecorded } from '../../../../test/recorded-collection.ts'
import { gerrit } from './gerrit.ts'

const [ana, bo] = ['ana', 'bo'].map((username, index) => ({ _account_id: 1000 + index, name: username, username }))
const change = {
  ...{ _number: 7, project: 'acme/web-shop', branch: 'main', subject: 'Keep the cart', owner: ana },
  ...{ created: '2014-03-01 08:00:00.000000000', updated: '2014-03-09 08:00:00.000000000', status: 'ABANDONED' },
}
const said = (day: number, author: unknown, message: string, tag?: string) => ({
  ...{ id: `m${day}`, author, date: `2014-03-0${day} 08:00:00.000000000`, message },
  ...(tag && { tag }),
})

function answering(messages: unknown[], more: object = {}) {
  return { ask: 'GET /a/changes/', prefix: ")]}'\n", answer: [{ ...change, ...more, messages }] }
}

test('what Gerrit itself said of old changes, without a tag, is nobody’s comment, and tells when they ended', async t => {
  const { play, collect } = await openRecorded(t, gerrit)
  const messages = [
    said(1, ana, 'Uploaded patch set 1.'),
    said(2, bo, 'Patch Set 1: Code-Review-1\n\nPlease add a test.'),
    said(3, ana, 'Topic set to carts'),
    said(4, bo, 'Abandoned\n\nToo old'),
    said(5, bo, 'Restored'),
    said(6, bo, 'Abandoned'),
    said(9, ana, 'Patch Set 1:\n\nA pity.'),
  ]
  play(answering(messages))
  const records = await collect()
  assert.deepEqual(
    eventsOf(records, '7').map(({ kind, at }) => `${at.slice(8, 10)} ${kind}`),
    ['01 opened', '02 changes-requested', '02 commented', '04 closed', '05 reopened', '06 closed', '09 commented'],
  )
  const item = records.find(one => one.record === 'item')
  assert.deepEqual([item?.closedAt, item?.closedBy?.login], ['2014-03-06T08:00:00.000Z', 'bo'])
  play(answering([said(5, bo, 'Change has been successfully merged by bo')], { status: 'MERGED' }))
  const merged = (await collect()).find(one => one.record === 'item')
  assert.deepEqual([merged?.mergedAt, merged?.mergedBy?.login], ['2014-03-05T08:00:00.000Z', 'bo'])
})

test('who opens a change to reviews with a vote has not commented on it', async t => {
  const { play, collect } = await openRecorded(t, gerrit)
  play(answering([said(2, ana, 'Patch Set 1: Code-Review+1\n\n(1 comment)\n\nThis change is ready for review.')]))
  assert.deepEqual(
    eventsOf(await collect(), '7').map(({ kind }) => kind),
    ['opened', 'approved', 'ready'],
  )
})
