import assert from 'node:assert/strict'
import { readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { openOfficeOfProjects } from '../../../test/office-of-projects.ts'
import { runCommand } from '../../../test/terminal.ts'
import { getProjects } from '../../catalog/projects/service.ts'
import { askFacts } from '../analysis/api.ts'
import { healthCommand } from '../metrics/cli.ts'
import { getReport } from '../reports/api.ts'
import { mineChanges, mineCommits, recordFiles } from './service.ts'

const days = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString())
const commits = days.map(at => ({ by: 'Ada', at }))
const office = await openOfficeOfProjects({ own: { commits } })
after(() => office.close())
const ctx = office.admin
const officer = await office.admit('officer', 'officer')
const analyst = await office.admit('analyst', 'analyst')
const [project] = await getProjects(ctx)
const fileOf = (name: string) => ctx.facts.folder('history', project?.id ?? '', name)

async function readAnew() {
  if (!project) throw new Error('no project')
  await recordFiles(ctx, project)
  await mineCommits(ctx, project)
  await mineChanges(ctx, project)
}

let asked = 0

/** Never twice the same question, whose answer would be known. */
async function measured() {
  const { measurement } = await officer.call(getReport, {
    kind: 'project',
    subject: 'own',
    from: `2025-01-${String(++asked).padStart(2, '0')}`,
    metrics: 'commits,lines,programming-language-distribution',
  })
  return measurement.metrics.map(({ value }) => value)
}

/** Its beginning stays, and its end: DuckDB opens it. */
function overwriteMiddle(path: string) {
  const bytes = readFileSync(path)
  bytes.fill(0, 8, Math.floor(bytes.length / 3))
  writeFileSync(path, bytes)
}

let seconds = 1

const cut = (path: string) => truncateSync(path, 300)

test('facts of a file that was cut off or overwritten are told to be damaged wherever they are asked for, and a scan mends them', async () => {
  const before = await measured()
  assert.equal(before[0], 60)
  const cases: [string, (path: string) => void, RegExp][] = [
    [
      'commits/1.parquet',
      cut,
      /^The facts of project own cannot be read, as a file of its commits is damaged: scan it again/,
    ],
    ['commits/1.parquet', overwriteMiddle, /a file of its commits is damaged/],
    ['changes/1.parquet', cut, /a file of its changes is damaged/],
    ['people.parquet', path => writeFileSync(path, ''), /a file of its people is damaged/],
    ['files.parquet', cut, /a file of its files is damaged/],
  ]
  for (const [name, damage, expected] of cases) {
    damage(fileOf(name))
    // DuckDB keeps what it read of a file that is as old as before, to the second.
    utimesSync(fileOf(name), 1, ++seconds)
    await assert.rejects(measured, { code: 'unavailable', message: expected }, name)
    await readAnew()
    assert.deepEqual(await measured(), before, name)
  }
})

test('so it is told on pages, by the command line and to analysts, in both languages and without where it lies', async () => {
  cut(fileOf('commits/1.parquet'))
  for (const lang of ['en', 'zh']) {
    const page = await officer.get(`/reports/project/own?lang=${lang}`)
    const text = await page.text()
    assert.equal(page.status, 503)
    assert.match(text, lang === 'en' ? /a file of its commits is damaged/ : /其“commits”文件已损坏/)
    assert.ok(!text.includes(ctx.facts.folder()))
  }
  const asked = runCommand(officer.call, healthCommand, ['own', '--metric', 'commits'])
  await assert.rejects(asked, /a file of its commits is damaged/)
  await assert.rejects(analyst.call(askFacts, { sql: 'select * from commits' }), /a file of its commits is damaged/)
  await readAnew()
})
