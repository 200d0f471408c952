import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createRepository } from '../../../test/repositories.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { addProjects } from '../../catalog/projects/service.ts'
import { mineCommits } from '../history/service.ts'
import { NewObservation } from '../surveys/model.ts'
import { observe } from '../surveys/observations/service.ts'
import { runModel, saveModel, showModel } from './api.ts'
import * as service from './service.ts'

const { app, admin, admit } = await openOfficeOfPeople()
const folder = mkdtempSync(join(tmpdir(), 'ospo-models-'))
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

async function makeProject(name: string, days: string[]) {
  const commits = days.map(day => ({ author: `Ada <ada@a.example> ${Date.parse(`${day}T12:00:00Z`) / 1000} +0000` }))
  const path = createRepository(
    join(folder, name),
    commits.map(({ author }) => ({ author, committer: author })),
  )
  const [project] = await addProjects(admin, path)
  assert.ok(project)
  await mineCommits(admin, { id: project.id, path })
  return project.id
}

const one = await makeProject('one', ['2025-06-01', '2026-05-01', '2026-06-01', '2026-07-01'])

test('a project of which no forge told has unknown figures, never zero; git’s are read and compared', async () => {
  const { readings, score, asOf } = await service.runModel(admin, 'starter-project-health', one, { cohort: false })
  assert.equal(asOf, '2026-11-22')
  assert.equal(score, null)
  const told = readings.map(({ part, value, before, verdict, missing }) => [part, value, before, verdict, missing])
  assert.deepEqual(told, [
    ['first-response', null, null, 'unknown', 'no-facts'],
    ['closure', null, null, 'unknown', 'no-facts'],
    ['absence-factor', 1, 1, 'poor', null],
    ['releases', 0, 0, 'poor', null],
  ])
})

test('what people tell is read like the rest: an observation has a value, and what nobody told is unknown', async () => {
  const observation = {
    metric: 'openssf-best-practices-badge',
    value: 1,
    date: '2026-11-01',
    source: 'the badge’s page',
  }
  await observe(admin, NewObservation.parse({ ...observation, project: one }))
  const { readings } = await service.runModel(admin, 'viability-compliance-security', one, { cohort: false })
  const badge = readings.find(({ part }) => part === 'best-practices')
  assert.deepEqual([badge?.value, badge?.missing, badge?.verdict], [1, null, 'unjudged'])
  const safety = await service.runModel(admin, 'safety', one, { cohort: false })
  const burnout = safety.readings.find(({ part }) => part === 'burnout')
  assert.deepEqual([burnout?.value, burnout?.missing, burnout?.verdict], [null, 'no-facts', 'unknown'])
  const earlier = await service.runModel(admin, 'viability-compliance-security', one, {
    asOf: '2026-11-01',
    cohort: false,
  })
  assert.equal(earlier.readings.find(({ part }) => part === 'best-practices')?.value, null)
})

test('a score of which half is unknown is a range with its coverage', async () => {
  const { score, readings } = await service.runModel(admin, 'criticality-score', one, { cohort: false })
  assert.ok(score && score.value === null && score.least < score.most && score.known < 0.6)
  const missing = readings.filter(reading => reading.missing !== null).map(({ part, missing }) => [part, missing])
  assert.deepEqual(missing, [
    ['organizations', 'no-facts'],
    ['closed-issues', 'no-facts'],
    ['updated-issues', 'no-facts'],
    ['comment-frequency', 'no-facts'],
    ['dependents', 'no-facts'],
  ])
  const since = readings.find(({ part }) => part === 'updated-since')
  assert.equal(since?.value, (Date.parse('2026-11-22') - Date.parse('2026-07-01T12:00:00Z')) / (30 * 86_400_000))
})

test('a cohort is told as the middle half of similar projects, and not of fewer than three', async () => {
  for (const name of ['two', 'three']) await makeProject(name, ['2026-05-01', '2026-06-01'])
  const few = await service.runModel(admin, 'sunset', one, { cohort: true })
  assert.deepEqual([few.cohort?.projects.toSorted(), few.cohort?.readings], [['three', 'two'], {}])
  await makeProject('four', ['2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01'])
  const { cohort } = await service.runModel(admin, 'sunset', one, { cohort: true })
  assert.deepEqual(cohort?.readings['commits'], { count: 3, low: 2, median: 2, high: 3 })
  assert.equal(cohort?.readings['issues-new'], undefined)
})

test('a model is written anew in versions, and goes back to the one that ships', async () => {
  const { call } = await admit('olga', 'officer')
  const shipped = await call(showModel, { model: 'sunset' })
  const source = shipped.source.replace('good: 12, poor: 0', 'good: 2, poor: 1')
  const changed = await call(saveModel, { model: 'sunset', source })
  assert.deepEqual([changed.version, changed.origin], [1, 'office'])
  assert.equal((await call(saveModel, { model: 'sunset', source })).version, 1)
  const run = await call(runModel, { model: 'sunset', project: one })
  assert.equal(run.version, 1)
  const back = await call(saveModel, { model: 'sunset', source: null })
  assert.deepEqual([back.version, back.origin, back.source], [2, 'shipped', shipped.source])
  const { versions } = await call(showModel, { model: 'sunset' })
  assert.deepEqual(
    versions.map(({ version, origin }) => [version, origin]),
    [
      [2, 'shipped'],
      [1, 'office'],
      [0, 'shipped'],
    ],
  )
  assert.equal((await call(showModel, { model: 'sunset', version: 1 })).source, source)
})

test('who may read may run a model, and not change it; what does not fit is told', async () => {
  const { call, get } = await admit('mia', 'member')
  assert.equal(await codeOf(call(saveModel, { model: 'sunset', source: null })), 'not-allowed')
  assert.equal(await codeOf(call(runModel, { model: 'luck', project: one })), 'not-found')
  assert.equal(await codeOf(call(runModel, { model: 'sunset', project: 'none' })), 'not-found')
  assert.equal(await codeOf(service.saveModel(admin, 'sunset', 'id: other')), 'invalid-input')
  const page = await get(`/health-models/sunset?project=${one}&cohort=true`)
  assert.equal(page.status, 200)
  const text = await page.text()
  assert.match(text, /nothing was collected that tells/)
  assert.match(text, /Beside 3 projects/)
  assert.equal((await get('/health-models')).status, 200)
  assert.equal((await get('/health-models/sunset?project=x&asOf=May')).status, 400)
})
