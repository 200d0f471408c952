import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openOfficeOfProjects, type SmallCommit } from '../../../test/office-of-projects.ts'
import { createRepository, scratchFolder } from '../../../test/repositories.ts'
import { codeOf } from '../../../test/staff.ts'
import { runCommand } from '../../../test/terminal.ts'
import { listPeople } from '../../catalog/people/api.ts'
import { addProjects } from '../../catalog/projects/service.ts'
import { quote } from '../../lib/sql/quote.ts'
import { addOrganization } from '../affiliations/api.ts'
import { addAnnotation, removeAnnotation } from '../annotations/api.ts'
import { healthCommand } from '../metrics/cli.ts'
import { getReport, getReportFile } from './api.ts'
import { metricCommand } from './cli.ts'
import { pictureOf } from './exporting/service.ts'

const by = (who: string, ...days: string[]): SmallCommit[] => days.map(day => ({ by: who, at: `${day}T10:00:00Z` }))
const alone = (count: number) => ({
  commits: by('Zoe', ...Array.from({ length: count }, (_, i) => `2026-02-0${i + 1}`)),
})

const office = await openOfficeOfProjects({
  own: {
    commits: [...by('Ada', '2026-01-05', '2026-02-05', '2026-05-05'), ...by('=1+1', '2026-05-06')],
    tag: 'v1.0.0',
  },
  one: alone(1),
  two: alone(2),
  three: alone(3),
  six: alone(6),
  words: { commits: by('Ida', '2026-03-01').map(commit => ({ ...commit, files: { 'README.md': 'a\nb\n' } })) },
})
after(() => office.close())
const officer = await office.admit('officer', 'officer')
const auditor = await office.admit('auditor', 'auditor')
const textOf = async (answer: Response | Promise<Response>) => (await answer).text()

const values = async (wish: Parameters<typeof officer.call<typeof getReport.input, typeof getReport.output>>[1]) => {
  const { measurement } = await officer.call(getReport, wish)
  return Object.fromEntries(measurement.metrics.map(({ id, value }) => [id, value]))
}

test('a report of a project, of an organization and of the portfolio has the numbers of each', async () => {
  const metrics = 'commits,contributors,new-contributors'
  assert.deepEqual(await values({ kind: 'project', subject: 'own', metrics }), {
    commits: 4,
    contributors: 2,
    'new-contributors': 2,
  })
  const later = { kind: 'project', subject: 'own', metrics, from: '2026-05-01', to: '2026-05-06' } as const
  assert.deepEqual(await values(later), { commits: 1, contributors: 1, 'new-contributors': 0 })
  assert.deepEqual(await values({ kind: 'portfolio', metrics: 'commits' }), { commits: 17 })
  assert.deepEqual(await values({ kind: 'portfolio', metrics: 'commits', projects: 'one, two' }), { commits: 3 })
  await officer.call(addOrganization, { name: 'X-Works', domains: [{ domain: 'x.example' }] })
  const { name, organizationsKnown, measurement } = await officer.call(getReport, {
    kind: 'organization',
    subject: 'x-works',
    metrics: 'commits',
    projects: 'own',
  })
  assert.deepEqual([name, organizationsKnown, measurement.metrics[0]?.value], ['X-Works', 1, 4])
})

test('every kind of report has metrics that are shown where nobody says which', async () => {
  const { people } = await officer.call(listPeople, { text: 'Ada' })
  for (const [kind, subject] of [
    ['portfolio', ''],
    ['project', 'own'],
    ['cohort', 'own'],
    ['organization', 'X-Works'],
    ['person', people[0]?.id ?? ''],
  ] as const) {
    const { measurement } = await officer.call(getReport, { kind, subject })
    assert.ok(measurement.metrics.length >= 6, kind)
  }
})

test('what was never collected is told as such', async () => {
  const { uncollected } = await officer.call(getReport, {
    kind: 'project',
    subject: 'own',
    metrics: 'commits,issues-new',
  })
  assert.deepEqual(uncollected, ['issues-new'])
  assert.match(await textOf(officer.get('/reports/project/own?metrics=issues-new')), /Not collected/)
  const { measurement } = await officer.call(getReport, { kind: 'portfolio', metrics: 'commits,issues-new' })
  assert.deepEqual(
    measurement.metrics.map(({ collected, value, series, rows }) => [
      collected,
      value === null,
      series.length > 0,
      rows,
    ]),
    [
      [true, false, true, []],
      [false, true, false, []],
    ],
  )
  assert.match(await textOf(officer.get('/measurement/issues-new?lang=en')), /Nothing was collected that tells/)
  assert.match(await textOf(officer.get('/measurement/issues-new?lang=en')), /<strong>–<\/strong> issues/)
  const grouped = await textOf(officer.get('/measurement/issues-new?groupBy=project&lang=en'))
  assert.doesNotMatch(grouped, /no such groups|Nothing is counted/)
})

test('among similar projects a value lies in a distribution, and how they are similar stands in the address', async () => {
  const wish = { kind: 'cohort', subject: 'own', metrics: 'commits,issues-new', similarLanguage: 'same' } as const
  const { comparison } = await officer.call(getReport, wish)
  assert.deepEqual(comparison?.metrics['commits'], {
    own: 4,
    others: [
      { project: 'three', value: 3 },
      { project: 'six', value: 6 },
      { project: 'two', value: 2 },
      { project: 'one', value: 1 },
    ],
    distribution: { count: 4, least: 1, low: 1.75, median: 2.5, high: 3.75, most: 6, place: 'above' },
  })
  assert.deepEqual(comparison.metrics['issues-new']?.distribution, null)
  assert.deepEqual(
    comparison.metrics['issues-new']?.others.map(({ value }) => value),
    [null, null, null, null],
  )
  assert.deepEqual(comparison.cohort.criteria, { size: 4, age: 3, language: 'same', kind: 'same' })
  const page = await textOf(officer.get('/reports/cohort/own?metrics=commits&similarLanguage=same'))
  assert.match(
    page,
    /above the middle half<\/strong>. Of 4 similar projects the middle half lies from 1.75 to 3.75, the median at 2.5/,
  )
  assert.match(page, /Criteria: size within 4 times, age within 3 times, same language, same kind/)
  assert.match(page, /similarProjects=three%2Ctwo%2Cone"/)
  const few = await textOf(officer.get('/reports/cohort/own?metrics=commits&similarProjects=one,two'))
  assert.match(few, /Chosen by hand.*Fewer than three similar projects have a value/s)
})

test('a value is the same among similar projects as it is alone', async () => {
  const metrics =
    'commits,contributors,new-contributors,inactive-contributors,contributor-absence-factor,lines,bot-activity,release-frequency'
  const { comparison } = await officer.call(getReport, {
    kind: 'cohort',
    subject: 'one',
    metrics,
    similarProjects: 'own,six',
  })
  for (const project of ['own', 'six']) {
    const alone = await values({ kind: 'project', subject: project, metrics })
    for (const [id, { others }] of Object.entries(comparison?.metrics ?? {}))
      assert.equal(others.find(one => one.project === project)?.value, alone[id], `${id} of ${project}`)
  }
})

test('notes, releases and actions stand beside the curves of their project and period', async () => {
  await officer.call(addAnnotation, { day: '2026-02-10', title: 'Moved', project: 'own' })
  await officer.call(addAnnotation, { day: '2026-03-10', title: 'Summit' })
  await officer.call(addAnnotation, { day: '2026-03-11', title: 'Elsewhere', project: 'two' })
  const marks = async (more: object) => {
    const { marks } = await officer.call(getReport, { kind: 'project', subject: 'own', metrics: 'commits', ...more })
    return marks.map(({ day, kind, title }) => `${day} ${kind} ${title}`)
  }
  assert.deepEqual(await marks({}), ['2026-02-10 note Moved', '2026-03-10 note Summit', '2026-05-06 release v1.0.0'])
  assert.deepEqual(await marks({ marks: 'notes' }), ['2026-02-10 note Moved', '2026-03-10 note Summit'])
  assert.deepEqual(await marks({ marks: 'none' }), [])
  assert.deepEqual(await marks({ from: '2026-03-01', to: '2026-05-06' }), ['2026-03-10 note Summit'])
  const { marks: ofAll } = await officer.call(getReport, { kind: 'portfolio', metrics: 'commits' })
  assert.deepEqual(
    ofAll.map(({ title }) => title),
    ['Summit'],
  )
})

test('a note of a day that no curve goes over is told, and drawn on none', async () => {
  const drawn = async () => {
    const report = await officer.call(getReport, {
      kind: 'project',
      subject: 'six',
      metrics: 'commits',
      interval: 'month',
    })
    const [metric] = report.measurement.metrics
    const chart = metric && pictureOf(report, metric, 'en')
    return [report.marks.length, chart && 'marks' in chart ? chart.marks : []]
  }
  const notes = [await officer.call(addAnnotation, { day: '2026-02-28', title: 'Within', project: 'six' })]
  const within = await drawn()
  for (const day of ['1990-01-01', '2090-01-01'])
    notes.push(await officer.call(addAnnotation, { day, title: 'Far', project: 'six' }))
  const [count, marks] = await drawn()
  const categories = (list: unknown) => (list as { category: string }[]).map(({ category }) => category)
  assert.equal(count, Number(within[0]) + 2)
  assert.deepEqual(categories(marks), categories(within[1]))
  for (const { id } of notes) await officer.call(removeAnnotation, { annotation: id })
})

test('the period is chosen without scripts by two fields for days, and each number tells where it comes from', async () => {
  const page = await textOf(officer.get('/reports/project/own?metrics=commits&from=2026-02-01&to=2026-05-06'))
  assert.match(page, /<form class="asked" method="get" action="\/reports\/project\/own"/)
  assert.match(page, /<input class="form-control" type="date" name="from" value="2026-02-01"/)
  assert.match(page, /<input class="form-control" type="date" name="to" value="2026-05-06"/)
  assert.match(page, /<button class="btn btn-primary[^>]*>Show/)
  assert.match(page, /<strong>2<\/strong> commits/)
  assert.match(page, /data-days="2026-01-05,/)
  for (const part of [
    'Definition:',
    'Mind',
    'CHAOSS: Code Changes Commits',
    'Parameters as used',
    'The rows behind it',
  ])
    assert.match(page, new RegExp(part))
  assert.match(
    page,
    /href="\/measurement\/commits\?projects=own&amp;from=2026-02-01&amp;to=2026-05-06&amp;interval=week"/,
  )
  assert.match(page, /The numbers as a table/)
  const sent = await officer.get('/reports/project/own?from=2026-02-01&to=&bots=&metrics=commits')
  assert.equal(sent.headers.get('location'), '/reports/project/own?from=2026-02-01&metrics=commits')
})

const file = async (format: 'csv' | 'json' | 'parquet' | 'svg', more: object = {}, as = officer) => {
  const wish = { kind: 'project', subject: 'own', metrics: 'commits', format, ...more } as const
  const { name, mediaType, base64 } = await as.call(getReportFile, wish)
  return { name, mediaType, content: Buffer.from(base64, 'base64') }
}

test('a share is printed as percent, as on the page', async () => {
  const words = ['activity-times,commits', 'six', '--group-by', 'project']
  const { printed } = await runCommand(officer.call, metricCommand, words)
  assert.deepEqual(printed.split('\n'), [
    'Activity dates and times  16.7%  of the commits',
    'Code changes: commits     6      commits',
    '',
    'Activity dates and times',
    '  six  16.7%',
    '',
    'Code changes: commits',
    '  six  6',
  ])
})

test('groups are printed alike by both commands, a kind by its name', async () => {
  const groupsOf = async (command: typeof healthCommand, words: string[]) => {
    const { printed } = await runCommand(officer.call, command, words)
    return /^Code changes: commits\n(?: {2}.*\n?)+/m.exec(printed)?.[0].trimEnd().split('\n')
  }
  const both = async (...groupBy: string[]) => [
    await groupsOf(metricCommand, ['commits', 'six', '--group-by', ...groupBy]),
    await groupsOf(healthCommand, ['six', '--metric', 'commits', '--group-by', ...groupBy]),
  ]
  const kinds = ['Code changes: commits', '  person  6']
  assert.deepEqual(await both('kind'), [kinds, kinds])
  const organizations = ['Code changes: commits', '  X-Works  6']
  assert.deepEqual(await both('organization'), [organizations, organizations])
  const inChinese = await runCommand(
    officer.call,
    healthCommand,
    ['six', '--metric', 'commits', '--group-by', 'kind'],
    'zh',
  )
  assert.match(inChinese.printed, /^ {2}人 {2}6$/m)
})

test('as CSV every number is a row', async () => {
  const { name, mediaType, content } = await file('csv', { interval: 'quarter', to: '2026-07-01' })
  assert.deepEqual([name, mediaType], ['project-own.csv', 'text/csv; charset=utf-8'])
  assert.equal(
    String(content),
    `metric,name,part,group,day,value,unit\r
commits,Code changes: commits,period,,,4,commits\r
commits,Code changes: commits,point,,2026-01-01,2,commits\r
commits,Code changes: commits,point,,2026-04-01,2,commits\r
`,
  )
  const grouped = String(
    (
      await file('csv', {
        ...{ kind: 'portfolio', subject: '', groupBy: 'project', projects: 'one,two' },
        ...{ interval: 'year', to: '2027-01-01' },
      })
    ).content,
  )
  assert.match(
    grouped,
    /,group,two,,2,commits\r\n.*,group-point,two,2026-01-01,2,commits\r\n.*,group,one,,1,commits\r\n/,
  )
})

test('a metric that is named twice is there once', async () => {
  const { measurement } = await officer.call(getReport, { kind: 'portfolio', metrics: 'commits, lines,commits' })
  assert.deepEqual(
    measurement.metrics.map(({ id }) => id),
    ['commits', 'lines'],
  )
})

test('as Parquet it is the same table, as DuckDB writes it', async () => {
  const { content } = await file('parquet', { interval: 'quarter', to: '2026-07-01' })
  const path = office.admin.facts.folder('read-again', 'report.parquet')
  await mkdir(office.admin.facts.folder('read-again'), { recursive: true })
  await writeFile(path, content)
  const rows = await office.admin.facts.query(`select part, day, value from read_parquet(${quote(path)})`)
  assert.deepEqual(rows, [
    { part: 'period', day: null, value: 4 },
    { part: 'point', day: '2026-01-01', value: 2 },
    { part: 'point', day: '2026-04-01', value: 2 },
  ])
})

test('as JSON it is the report, and as SVG a picture in which nothing is fetched and no style sheet is needed', async () => {
  const json = JSON.parse(String((await file('json')).content))
  assert.deepEqual([json.kind, json.name, json.measurement.metrics[0].value], ['project', 'own', 4])
  const svg = String((await file('svg', { metrics: 'commits,lines,issues-new' })).content)
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[^>]*><title>Project: own<\/title>/)
  assert.match(svg, />4 commits<.*Not collected</s)
  assert.doesNotMatch(svg, /var\(--|<script|href=|font-family:inherit/)
  assert.equal(svg.match(/<svg /g)?.length, 3)
})

test('rows behind a number are masked in files as they are on the page, and no cell is a formula', async () => {
  const wish = { metrics: 'contributors', part: 'rows' }
  const [open, masked] = [String((await file('csv', wish)).content), String((await file('csv', wish, auditor)).content)]
  assert.match(open, /^Ada,.*/m)
  assert.match(open, /^'=1\+1,/m)
  assert.doesNotMatch(masked, /Ada|1\+1|x\.example/)
  assert.match(masked, /^Contributor [0-9a-f]{8},/m)
  for (const format of ['json', 'parquet'] as const) {
    const { content } = await file(format, wish, auditor)
    assert.ok(!content.includes('Ada') && !content.includes('x.example'), format)
  }
  assert.equal(await codeOf(file('csv', { metrics: 'commits,lines', part: 'rows' })), 'invalid-input')
  for (const format of ['csv', 'json', 'parquet'] as const) {
    const { message } = await file(format, { metrics: 'commits', part: 'rows' }).then(
      () => assert.fail(),
      error => error,
    )
    assert.equal(message, 'There are no rows behind “Code changes: commits”: ask for its values', format)
  }
})

test('a person is looked at only by who may see them by name', async () => {
  const { people } = await officer.call(listPeople, { text: 'Ada' })
  const subject = people[0]?.id ?? ''
  assert.deepEqual(await values({ kind: 'person', subject, metrics: 'commits' }), { commits: 3 })
  assert.equal((await officer.get(`/reports/person/${subject}`)).status, 200)
  assert.equal((await auditor.get(`/reports/person/${subject}`)).status, 403)
  assert.equal((await auditor.get(`/report-files/person.csv?subject=${subject}`)).status, 403)
  assert.equal((await officer.get('/reports/person/nobody')).status, 404)
})

test('parameters that do not fit are told in a sentence, and nothing of them is run or shown as markup', async () => {
  const status = async (path: string) => (await officer.get(path)).status
  for (const [path, expected] of [
    ['/reports?from=2026-13-45x', 400],
    ['/reports?from=2026-02-30', 400],
    ['/measurement/commits?from=2026-02-30', 400],
    ['/measurement/commits?from=2026-02-02&to=2026-02-01', 400],
    ['/reports?groupBy=person', 400],
    ['/reports?metrics=nothing', 404],
    ['/reports?projects=nowhere', 404],
    ['/reports?rowsMost=-1', 400],
    ['/reports/cohort/own?similarSize=-1', 400],
    ['/reports/cohort/own?similarSize=1e999', 400],
    ['/reports/cohort/own?similarKind=%27', 400],
    ['/reports/project/own?metrics=commits&paths=%00', 400],
    ['/report-files/project.csv?subject=own&metrics=commits&paths=%00', 400],
    ['/api/reports/project?subject=own&metrics=commits&paths=%00', 400],
    ['/reports/planet/own', 404],
    ['/reports/project/..%2F..%2Fetc', 404],
    ['/report-files/portfolio.exe', 404],
    ['/report-files/planet.csv', 404],
    ['/report-files/portfolio.csv/x', 404],
    ['/report-files/project.csv?subject=nowhere', 404],
    ['/report-files/portfolio.csv?part=all', 400],
  ] as const)
    assert.equal(await status(path), expected, path)
  const sly = `'); drop table x; --`
  for (const name of ['label', 'branch', 'paths', 'defectLabels'])
    assert.equal(await status(`/reports/project/own?metrics=commits&${name}=${encodeURIComponent(sly)}`), 200, name)
  for (const name of ['organization', 'person'])
    assert.equal(await status(`/reports/project/own?metrics=commits&${name}=${encodeURIComponent(sly)}`), 404, name)
  const page = await textOf(
    officer.get(`/reports?metrics=commits&organization=${encodeURIComponent('"><script>alert(1)</script>')}`),
  )
  assert.doesNotMatch(page, /<script>alert/)
})

test('files are attachments that no browser runs', async () => {
  const { headers } = await officer.get('/report-files/project.svg?subject=own&metrics=commits')
  assert.equal(headers.get('content-disposition'), 'attachment; filename="project-own.svg"')
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
  assert.match(headers.get('content-security-policy') ?? '', /sandbox/)
  assert.equal((await office.app.fetch(new Request('http://localhost/report-files/portfolio.csv'))).status, 401)
})

test('the page of a metric has its files, asked as the page was', async () => {
  const page = await textOf(
    officer.get('/measurement/commits?projects=own&from=2026-05-01&to=&label=a%26b&rowsFrom=1&lang=en'),
  )
  const files = [...page.matchAll(/href="(\/report-files\/[^"]+)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  )
  const asked = 'projects=own&from=2026-05-01&label=a%26b&metrics=commits'
  assert.deepEqual(
    files,
    ['csv', 'json', 'parquet', 'svg'].map(format => `/report-files/portfolio.${format}?${asked}`),
  )
  const told = await textOf(officer.get('/measurement/contributors?projects=own&from=2026-05-01&rowsMost=1'))
  const [rows = ''] = [...told.matchAll(/href="(\/report-files\/[^"]+part=rows)"/g)].map(([, href]) => href)
  const lines = (await textOf(officer.get(rows.replaceAll('&amp;', '&')))).trimEnd().split('\r\n')
  assert.equal(lines.length, 3, 'all rows, not those of one page')
})

test('the files of a page are in its language', async () => {
  const page = await textOf(officer.get('/reports/project/own?lang=zh&metrics=commits'))
  const [, file = ''] = /href="(\/report-files\/project\.svg[^"]*)"/.exec(page) ?? []
  assert.match(await textOf(officer.get(file.replaceAll('&amp;', '&'))), /提交/)
})

test('a file of whoever has a Chinese name has that name', async () => {
  await officer.call(addOrganization, { name: '开源 Co', domains: [{ domain: 'ky.example' }] })
  const path = `/report-files/organization.csv?subject=${encodeURIComponent('开源 Co')}&metrics=commits`
  const { status, headers } = await officer.get(path)
  assert.equal(status, 200)
  assert.equal(
    headers.get('content-disposition'),
    `attachment; filename="organization---Co.csv"; filename*=UTF-8''organization-${encodeURIComponent('开源-Co')}.csv`,
  )
})

test('what is yet to be analysed is told in sight of the numbers', async t => {
  const page = async () => textOf(officer.get('/reports?metrics=commits&lang=en'))
  assert.doesNotMatch(await page(), /projects are analysed/)
  await addProjects(office.admin, createRepository(join(scratchFolder(t), 'fresh'), [{}]))
  assert.match(await page(), /By now 6 of 7 projects are analysed/)
})
