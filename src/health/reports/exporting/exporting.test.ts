import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openOfficeOfProjects } from '../../../../test/office-of-projects.ts'
import { runCommand } from '../../../../test/terminal.ts'
import { getReport, getReportFile } from '../api.ts'
import { metricCommand } from '../cli.ts'
import { requireAll } from './service.ts'
import { tidyRows } from './tidy-rows.ts'

const count = 1003
const people = Array.from({ length: count }, (_, i) => ({ by: `P${i}`, at: '2026-02-01T10:00:00Z' }))
const days = Array.from({ length: 205 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i, 10)).toISOString())
const daily = days.map((at, i) => ({ by: i % 2 ? 'Ann' : 'Ben', at, files: { [`${i}.ts`]: 'a\n' } }))
const mixed = ['Ann 01', 'Ann 03', 'renovate[bot] 03', 'renovate[bot] 04'].map(word => ({
  by: word.slice(0, -3),
  at: `2026-${word.slice(-2)}-05T10:00:00Z`,
}))
const office = await openOfficeOfProjects({
  crowd: { commits: people },
  daily: { commits: daily },
  mixed: { commits: mixed },
  odd: { commits: [{ by: 'Esc\u001b[31m', at: '2026-01-05T10:00:00Z' }] },
})
after(() => office.close())
const officer = await office.admit('officer', 'officer')

test('a file of rows holds all of them, unless one said how many', async () => {
  const run = async (...more: string[]) => {
    const { printed } = await runCommand(officer.call, metricCommand, ['contributors', 'crowd', '--rows', ...more])
    return printed.split('\n').length - 1
  }
  assert.deepEqual([await run(), await run('--rows-most', '7'), await run('--rows-from', '1000')], [count, 7, 3])
  const asked = '/report-files/portfolio.csv?metrics=contributors&part=rows&projects=crowd'
  const text = await (await officer.get(asked)).text()
  assert.equal(text.trimEnd().split('\n').length, count + 1)
  const { base64 } = await officer.call(getReportFile, {
    ...{ kind: 'project', subject: 'crowd', metrics: 'contributors', part: 'rows', format: 'json' },
  })
  assert.equal(JSON.parse(Buffer.from(base64, 'base64').toString()).rows.length, count)
})

/** The figures that a picture was drawn from, as they stand below it. */
async function pictureAt(path: string) {
  const text = await (await officer.get(path)).text()
  const [table = ''] = /<table[\s\S]*?<\/table>/.exec(text) ?? []
  const rows = [...table.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, cell]) => cell),
  )
  return rows.slice(1)
}

test('a picture is drawn from all the rows that it needs, whichever of them are shown or asked for', async () => {
  const hours = await pictureAt('/measurement/activity-times?projects=daily')
  assert.deepEqual([hours.length, ...new Set(hours.map(cells => cells.length))], [7, 25])
  assert.equal(hours[6]?.[11], '29', 'Sundays at ten')
  const asked = 'from=2026-01-01&to=2026-07-25&interval=day'
  for (const path of [
    `/measurement/lines?projects=daily&${asked}`,
    `/measurement/lines?projects=daily&${asked}&rowsFrom=200`,
    `/reports/project/daily?metrics=lines&${asked}`,
    `/reports/project/daily?metrics=lines&${asked}&rowsMost=1`,
  ]) {
    const lines = await pictureAt(path)
    assert.equal(lines.length, 205, path)
    assert.ok(
      lines.every(([, added, removed]) => added === '1' && removed === '0'),
      path,
    )
  }
  const busiest = '/measurement/contributor-absence-factor?projects=daily'
  assert.deepEqual(await pictureAt(busiest), [
    ['Ben', '103'],
    ['Ann', '102'],
  ])
  assert.deepEqual(await pictureAt(`${busiest}&rowsFrom=1`), await pictureAt(busiest))
  const picture = async (more: string) =>
    (await officer.get(`/report-files/portfolio.svg?metrics=contributor-absence-factor&projects=daily${more}`)).text()
  assert.equal(await picture('&rowsFrom=1&rowsMost=1'), await picture(''))
})

test('more rows than a file holds are never left out in silence', () => {
  const rows = [['a'], ['b']]
  assert.doesNotThrow(() => requireAll({ rows, rowCount: 3 }, { rowsFrom: 1 }))
  assert.throws(() => requireAll({ rows, rowCount: 4 }, { rowsFrom: 1 }), { code: 'invalid-input' })
})

test('a figure beside another counts something else, and has not its unit', async () => {
  const { printed } = await runCommand(officer.call, metricCommand, [
    ...['organizational-diversity', '--portfolio', '--format', 'csv', '--interval', 'year', '--to', '2027-01-01'],
  ])
  const lines = printed.split(/\r?\n/).slice(1)
  assert.match(lines[0] ?? '', /,period,,,0,organizations$/)
  const beside = lines.filter(line => line.includes(',beside,'))
  assert.equal(beside.length, 4)
  assert.ok(
    beside.every(line => /,\d*,$/.test(line)),
    beside.join('\n'),
  )
})

test('figures without which a number would mislead stand beside it in a report and in its picture', async () => {
  const asked = 'metrics=organizational-diversity&interval=year&to=2027-01-01'
  const [told] = (await officer.call(getReport, { kind: 'portfolio', metrics: 'organizational-diversity' })).measurement
    .metrics
  const names = told?.beside.map(({ name }) => name) ?? []
  assert.equal(names.length, 4)
  const page = await (await officer.get(`/reports?${asked}`)).text()
  const svg = (await (await officer.get(`/report-files/portfolio.svg?${asked}`)).text()).replaceAll(
    /(?:<[^>]*>|\s)+/g,
    ' ',
  )
  for (const name of names) {
    assert.ok(page.includes(`<dt>${name}</dt>`), name)
    assert.ok(svg.includes(name), name)
  }
})

test('kinds have their names in a report and its picture, and their codes in files for programs', async () => {
  const asked = 'metrics=commits&groupBy=kind&projects=mixed'
  const page = await (await officer.get(`/reports?${asked}&lang=zh`)).text()
  assert.match(page, /<td[^>]*>机器人<\/td>/)
  assert.doesNotMatch(page, />bot</)
  assert.match(await (await officer.get(`/report-files/portfolio.svg?${asked}&lang=zh`)).text(), />机器人</)
  assert.match(await (await officer.get(`/report-files/portfolio.csv?${asked}&lang=zh`)).text(), /,group,bot,,2,/)
})

test('who clicks gets a file that a spreadsheet opens right; a program gets no mark', async () => {
  const bytes = async (lang: string) =>
    Buffer.from(await (await officer.get(`/report-files/portfolio.csv?metrics=commits&lang=${lang}`)).arrayBuffer())
  assert.equal((await bytes('zh')).subarray(0, 9).toString(), '\ufeffmetric')
  assert.equal((await bytes('en')).subarray(0, 6).toString(), 'metric')
  const asked = 'subject=&metrics=commits&format=csv&lang=zh'
  const { base64 } = JSON.parse(await (await officer.get(`/api/reports/portfolio/file?${asked}`)).text())
  assert.match(Buffer.from(base64, 'base64').toString(), /^metric,name.*\r\ncommits,代码变更/)
})

test('a file tells how many groups it leaves out, and of how many it has no points', async () => {
  const report = await officer.call(getReport, { kind: 'portfolio', metrics: 'commits', groupBy: 'kind' })
  const [metric] = report.measurement.metrics
  assert.ok(metric)
  const rowsOf = (groupCount: number, groups = metric.groups) => {
    const measurement = { ...report.measurement, metrics: [{ ...metric, groups, groupCount }] }
    return tidyRows({ ...report, measurement }).rows
  }
  assert.equal(rowsOf(2).at(-1)?.[2], 'group-point')
  assert.deepEqual(rowsOf(132).slice(-2), [
    ['commits', metric.name, 'groups-left-out', null, null, 130, null],
    ['commits', metric.name, 'points-left-out', null, null, 130, null],
  ])
  const [first, ...others] = metric.groups
  const pointless = [...(first ? [first] : []), ...others.map(group => ({ ...group, series: [] }))]
  assert.deepEqual(rowsOf(2, pointless).at(-1), ['commits', metric.name, 'points-left-out', null, null, 1, null])
})

test('a name with signs that XML does not know leaves a picture that can be opened', async () => {
  const svg = await (
    await officer.get('/report-files/project.svg?subject=odd&metrics=contributor-absence-factor')
  ).text()
  assert.match(svg, />Esc\[31m</)
  assert.ok(!svg.includes('\u001b'))
})

test('of a group that began later than others, what was before is nothing, and not unknown', async () => {
  const asked = 'metrics=commits&groupBy=kind&projects=mixed&interval=month&to=2026-05-01'
  const text = await (await officer.get(`/report-files/portfolio.csv?${asked}`)).text()
  const points = [...text.matchAll(/,group-point,bot,(\S+?),(\d+),/g)].map(([, day, value]) => `${day} ${value}`)
  assert.deepEqual(points, ['2026-01-01 0', '2026-02-01 0', '2026-03-01 1', '2026-04-01 1'])
  assert.deepEqual((await pictureAt(`/reports?${asked}`))[0], ['2026-01-01', '0', '1'])
})
