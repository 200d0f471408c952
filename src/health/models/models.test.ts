import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createRepository } from '../../../test/repositories.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { runCommand } from '../../../test/terminal.ts'
import { summarizeProject } from '../../catalog/office/service.ts'
import { addProjects } from '../../catalog/projects/service.ts'
import { distributionOf, getCohort } from '../cohorts/service.ts'
import { mineCommits, recordFiles } from '../history/service.ts'
import { NewObservation } from '../surveys/model.ts'
import { observe } from '../surveys/observations/service.ts'
import { runModel, saveModel, showModel } from './api.ts'
import { runModelCommand } from './cli.ts'
import * as service from './service.ts'
import { insertModel } from './store.ts'

const { app, admin, admit } = await openOfficeOfPeople()
const folder = mkdtempSync(join(tmpdir(), 'ospo-models-'))
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

async function makeProject(name: string, days: string[], file = 'a.ts') {
  const commits = days.map(day => ({ author: `Ada <ada@a.example> ${Date.parse(`${day}T12:00:00Z`) / 1000} +0000` }))
  const path = createRepository(
    join(folder, name),
    commits.map(({ author }) => ({ author, committer: author, files: { [file]: '1\n' } })),
  )
  const [project] = await addProjects(admin, path)
  assert.ok(project)
  await mineCommits(admin, { id: project.id, path })
  await recordFiles(admin, { id: project.id, path })
  await summarizeProject(admin, project.id)
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

test('before the first commit nothing is zero but unknown, of similar projects as well; what has not come is refused', async () => {
  const run = (asOf: string, cohort = false) => service.runModel(admin, 'sunset', one, { asOf, cohort })
  const commitsAt = async (asOf: string) =>
    (await run(asOf)).readings.flatMap(({ part, value, before, verdict, missing }) =>
      part === 'commits' ? [value, before, verdict, missing] : [],
    )
  assert.deepEqual(await commitsAt('2025-06-01'), [null, null, 'unknown', 'not-begun'])
  assert.deepEqual(await commitsAt('2025-06-02'), [1, null, 'fair', null])
  const early = await service.runModel(admin, 'starter-project-health', one, { asOf: '2008-01-01', cohort: false })
  assert.equal(early.readings.find(({ part }) => part === 'releases')?.verdict, 'unknown')
  assert.equal((await run('2026-11-22')).asOf, '2026-11-22')
  await assert.rejects(run('2026-11-23'), {
    code: 'invalid-input',
    text: {
      en: '2026-11-23 has not come yet: ask as of 2026-11-22 at the latest, the first day that is not looked at',
      zh: '2026-11-23 尚未到来：最晚可填 2026-11-22，即不计入的第一天',
    },
  })
  assert.equal(await codeOf(run('0001-01-01')), 'invalid-input')
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

test('a cohort is the one of all pages, told as the middle half of similar projects, and not of fewer than three', async () => {
  for (const name of ['two', 'three']) await makeProject(name, ['2026-05-01', '2026-06-01'])
  const few = await service.runModel(admin, 'sunset', one, { cohort: true })
  assert.deepEqual([few.cohort?.members.map(({ project }) => project), few.cohort?.readings], [['three', 'two'], {}])
  await makeProject('four', ['2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01'])
  await makeProject('rust', ['2026-05-01', '2026-06-01', '2026-07-01'], 'a.rs')
  const { cohort } = await service.runModel(admin, 'sunset', one, { cohort: true, similarLanguage: 'same' })
  assert.ok(cohort)
  const { readings, ...same } = cohort
  assert.deepEqual(same, await getCohort(admin, one, { similarLanguage: 'same' }))
  assert.deepEqual(
    [same.chosen, same.criteria, same.members.map(({ project }) => project)],
    ['as-asked', { size: 4, age: 3, language: 'same', kind: 'same' }, ['four', 'three', 'two']],
  )
  const shape = { count: 3, least: 2, low: 2, median: 2, high: 3, most: 4 }
  assert.deepEqual(readings['commits'], { ...shape, place: 'upper-middle' })
  const before = await service.runModel(admin, 'sunset', one, {
    ...{ cohort: true, asOf: '2026-04-01', similarLanguage: 'same' },
  })
  assert.equal(before.cohort?.readings['commits'], undefined)
  assert.equal(readings['issues-new'], undefined)
})

test('each project’s figures are the same beside others as they are alone', async () => {
  const members = ['two', 'three', 'four', 'rust']
  for (const { model } of await service.getModels(admin)) {
    const { cohort } = await service.runModel(admin, model.id, one, {
      cohort: true,
      similarProjects: members.join(','),
    })
    const alone = await Promise.all(members.map(id => service.runModel(admin, model.id, id, { cohort: false })))
    for (const { id } of model.parts) {
      const values = alone.flatMap(({ readings }) => readings.find(({ part }) => part === id)?.value ?? [])
      const { place, ...shape } = cohort?.readings[id] ?? { place: null }
      assert.deepEqual(shape, shapeOf(values), `${model.id}: ${id}`)
    }
  }
})

function shapeOf(values: number[]) {
  const { place, ...shape } = distributionOf(null, values) ?? { place: null }
  return shape
}

test('who is similar may be said by hand: on the page, through the API and at the command line', async () => {
  const { call, get } = await admit('una', 'officer')
  const named = 'four,rust,two'
  const { cohort } = await call(runModel, { model: 'sunset', project: one, cohort: true, similarProjects: named })
  assert.deepEqual(
    [cohort?.chosen, cohort?.members.map(({ project }) => project).toSorted()],
    ['by-hand', ['four', 'rust', 'two']],
  )
  const page = await (
    await get(`/health-models/sunset?project=${one}&cohort=true&similarSize=&similarProjects=${named}`)
  ).text()
  assert.match(page, /Beside 3 projects of the office that are similar today.*Chosen by hand, whatever they have/s)
  assert.match(page, /href="\/reports\/cohort\/one\?similarProjects=four%2Crust%2Ctwo"/)
  const words = ['sunset', one, '--cohort', '--similar-projects', `${named},nowhere`]
  const { code, printed, noted } = await runCommand(call, runModelCommand, words)
  assert.equal(code, 0)
  assert.match(printed, /Beside 3 projects of the office that are similar today/)
  assert.match(noted, /Not known here, or not analysed yet: nowhere\./)
  assert.equal((await get(`/health-models/sunset?project=${one}&cohort=true&similarSize=much`)).status, 400)
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

test('a model that names what nothing measures is not kept, and the line and the name are told', async () => {
  const { source, version } = await service.getModel(admin, 'sunset')
  const withPart = (lines: string) => `${source.trimEnd()}\n  - id: more\n    name: More\n${lines}`
  const line = source.trimEnd().split('\n').length + 3
  const refused = (lines: string, at: number, metric: string) =>
    assert.rejects(service.saveModel(admin, 'sunset', withPart(lines)), {
      code: 'invalid-input',
      text: {
        en: `sunset:${at}: more: there is no metric ${metric}; the pages “Measurement” and “Metrics that people tell” list them`,
        zh: `sunset:${at}：more：没有指标 ${metric}；“度量”和“由人提供的指标”页面列出了全部指标`,
      },
    })
  await refused('    metric: no-such-metric\n', line, 'no-such-metric')
  await refused('    metric: commits\n    over: constructor\n', line + 1, 'constructor')
  assert.equal((await service.getModel(admin, 'sunset')).version, version)
  for (const metric of ['commits', 'job-opportunities', 'months-since-last-commit'])
    await service.saveModel(admin, 'sunset', withPart(`    metric: ${metric}\n    over: committers\n`))
  assert.equal((await service.getModel(admin, 'sunset')).version, version + 3)
})

test('a model by which no number would come out is not kept, and the line is told', async () => {
  const written = (part: string, more = '') => `id: own
name: Own
question: How?
source: { name: x, url: "https://x.example/" }
score: { kind: logarithmic, most: 1, source: { name: x, url: "https://x.example/" } }
parts:
  - { id: a, name: A, metric: commits, ${part} }
${more}`
  const refused = (source: string, line: number) =>
    assert.rejects(service.saveModel(admin, 'own', source), ({ code, text }) => {
      assert.deepEqual([code, text.en.startsWith(`own:${line}: `)], ['invalid-input', true])
      return true
    })
  const another = (weight: number) => `  - { id: b, name: B, metric: committers, weight: ${weight}, enough: 10 }`
  await refused(written('weight: 0, enough: 10'), 5)
  await refused(written('weight: 0.3, enough: 10', another(-0.3)), 5)
  await refused(written('weight: -1, enough: 10'), 5)
  await refused(written('weight: 1e300, enough: 10'), 7)
  await refused(written('weight: 1, enough: 10, per: 1e-320'), 7)
  await service.saveModel(admin, 'own', written('weight: 2, enough: 10', another(-1)))
  const { score } = await service.runModel(admin, 'own', one, { cohort: false })
  assert.equal(Number.isFinite(score?.value), true)
})

test('a model that was kept and names what is measured no more is still read, as unknown there', async () => {
  const { source, version } = await service.getModel(admin, 'sunset')
  const old = source.replace('metric: commits', 'metric: gone-metric')
  assert.notEqual(old, source)
  const kept = { id: 'sunset', version: version + 1, source: old, changedAt: '2026-01-01T00:00:00.000Z' }
  await insertModel(admin.db, { ...kept, changedBy: 'olga' })
  const { readings } = await service.runModel(admin, 'sunset', one, { cohort: false })
  assert.deepEqual(
    readings.filter(({ metric }) => metric === 'gone-metric').map(({ value, missing }) => [value, missing]),
    [[null, 'no-metric']],
  )
  await service.saveModel(admin, 'sunset', null)
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
  assert.match(text, /Beside 4 projects/)
  assert.equal((await get('/health-models')).status, 200)
  assert.equal((await get('/health-models/sunset?project=x&asOf=May')).status, 400)
})
