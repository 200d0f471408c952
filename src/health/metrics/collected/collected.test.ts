import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { scratchFolder } from '../../../../test/repositories.ts'
import { forgeTables, saveForgeRecords } from '../../../catalog/forges/facts/service.ts'
import type { ForgeRecord } from '../../../catalog/forges/records.ts'
import { openFacts } from '../../../platform/facts/open-facts.ts'
import { metrics } from '../metrics.ts'
import { findTold, isCollected } from './service.ts'

const at = '2026-01-01T00:00:00Z'
const item = (kind: 'issue' | 'change-request' | 'thread'): ForgeRecord => ({
  ...{ record: 'item', kind, number: kind, title: 'x', state: 'open', createdAt: at, updatedAt: at },
  ...{ labels: [], assignees: [], author: { login: 'ada' } },
})
const star: ForgeRecord = { record: 'spread', kind: 'star', actor: { login: 'ada' }, at }

const asked = [
  'issues-new',
  'issue-age',
  'issue-comments',
  'change-requests',
  'change-request-duration',
  'time-to-close',
  'contributors-of-all-channels',
  'contributions',
  'project-popularity',
  'downloads',
]

/** Of those that are asked, which can tell a number after this was told by a source of that name. */
async function known(t: TestContext, name: string, records: readonly ForgeRecord[]) {
  const facts = openFacts(scratchFolder(t), { threads: 1 })
  t.after(() => facts.close())
  await saveForgeRecords({ facts, now: () => new Date(at) }, 'p', { name, host: 'x.example' }, records)
  const sources = { projects: [{ id: 'p', history: {}, forge: await forgeTables({ facts }, 'p'), records: [] }] }
  const told = await findTold({ facts }, sources, new Set(['items', 'events', 'releases', 'spreads', 'counts']))
  return asked.filter(id => metrics.some(metric => metric.id === id && isCollected(metric, told)))
}

const issues = ['issues-new', 'issue-age', 'issue-comments']
const changes = ['change-requests', 'change-request-duration']
const any = ['time-to-close', 'contributors-of-all-channels', 'contributions']

test('a mailing list tells nothing of issues, and of changes where some were proposed on it', async t => {
  assert.deepEqual(await known(t, 'mbox', [item('thread')]), any)
  assert.deepEqual(await known(t, 'mbox', [item('thread'), item('change-request')]), [...changes, ...any])
})

test('an export of issues tells nothing of changes, nor one of changes of issues', async t => {
  assert.deepEqual(await known(t, 'gh-export', [item('issue')]), [...issues, ...any])
  assert.deepEqual(await known(t, 'gh-export', [item('change-request')]), [...changes, ...any])
})

test('a forge that was asked for everything tells that there are none, too', async t => {
  assert.deepEqual(await known(t, 'github', [item('change-request')]), [...issues, ...changes, ...any])
})

test('where only stars are known, popularity is; where nothing is, nothing', async t => {
  assert.deepEqual(await known(t, 'gh-export', [star]), ['project-popularity'])
  assert.deepEqual(await known(t, 'github', []), [])
})
