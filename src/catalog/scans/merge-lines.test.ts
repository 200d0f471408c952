import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createRepository } from '../../../test/repositories.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { runCommand } from '../../../test/terminal.ts'
import { mineChanges, mineCommits } from '../../health/history/service.ts'
import { MetricParameters } from '../../health/metrics/model.ts'
import { findUncollected, measure } from '../../health/metrics/service.ts'
import { summarizeProject } from '../office/service.ts'
import { addProjects } from '../projects/service.ts'
import { getMergeLines, setMergeLines } from './api.ts'
import { mergeLinesCommand } from './cli.ts'

const { app, admin, admit } = await openOfficeOfPeople()
const folder = mkdtempSync(join(tmpdir(), 'ospo-merge-lines-'))
const worker = await app.startWorker()
after(async () => {
  await worker.stop()
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const path = createRepository(join(folder, 'loom'), [
  { files: { a: '1\n2\n' } },
  { parents: [1], files: { b: '1\n2\n3\n' } },
  { parents: [1], files: { c: '1\n' } },
  { parents: [3, 2], files: { b: '1\n2\n3\n' } },
])
const [project] = await addProjects(admin, path)
assert.ok(project)
await mineCommits(admin, project)
await mineChanges(admin, project)
await summarizeProject(admin, project.id)

const value = async () => {
  const { metrics } = await measure(admin, 'loom', MetricParameters.parse({}), ['lines', 'lines-first-parent'])
  return metrics.map(({ value }) => value)
}
const unknown = async () => [...(await findUncollected(admin, 'loom', ['lines', 'lines-first-parent']))]

test('lines of merges are counted where somebody asks for it, and are there until nobody wants them', async () => {
  const { call, get, post } = await admit('olga', 'officer')
  assert.deepEqual(await call(getMergeLines, { project: 'loom' }), { isAsked: false, counted: 0, total: 1 })
  assert.deepEqual([await value(), await unknown()], [[6, null], ['lines-first-parent']])
  assert.match(await (await get('/projects/loom')).text(), /not counted.*Count them</s)
  const on = await runCommand(call, mergeLinesCommand, ['loom', '--count'])
  assert.deepEqual(on, {
    code: 0,
    printed: '1 merges; lines against their first parent are known of 1',
    noted: '',
  })
  assert.deepEqual([await value(), await unknown()], [[6, 9], []])
  assert.match(
    await (await get('/projects/loom')).text(),
    /1 of 1 merges, against their first parent.*Count them no more/s,
  )
  assert.equal((await post('/projects/loom/merge-lines', { isAsked: 'false' })).status, 303)
  assert.deepEqual(await call(getMergeLines, { project: 'loom' }), { isAsked: false, counted: 0, total: 1 })
  assert.deepEqual(await value(), [6, null])
})

test('who may only read sees how many are known, and changes nothing', async () => {
  const { call, get, post } = await admit('mia', 'member')
  assert.equal((await call(getMergeLines, { project: 'loom' })).isAsked, false)
  assert.equal(await codeOf(call(setMergeLines, { project: 'loom', isAsked: true })), 'not-allowed')
  assert.equal((await post('/projects/loom/merge-lines', { isAsked: 'true' })).status, 403)
  assert.doesNotMatch(await (await get('/projects/loom')).text(), /Count them/)
  assert.equal(await codeOf(call(getMergeLines, { project: 'none' })), 'not-found')
})
