import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openOfficeOfProjects } from '../../../../test/office-of-projects.ts'
import { runCommand } from '../../../../test/terminal.ts'
import { getReportFile } from '../api.ts'
import { metricCommand } from '../cli.ts'
import { requireAll } from './service.ts'

const count = 1003
const people = Array.from({ length: count }, (_, i) => ({ by: `P${i}`, at: '2026-02-01T10:00:00Z' }))
const office = await openOfficeOfProjects({ crowd: { commits: people } })
after(() => office.close())
const officer = await office.admit('officer', 'officer')

test('a file of rows holds all of them, unless one said how many', async () => {
  const run = async (...more: string[]) => {
    const { printed } = await runCommand(officer.call, metricCommand, [
      'contributors',
      '--portfolio',
      '--rows',
      ...more,
    ])
    return printed.split('\n').length - 1
  }
  assert.deepEqual([await run(), await run('--rows-most', '7'), await run('--rows-from', '1000')], [count, 7, 3])
  const asked = '/report-files/portfolio.csv?metrics=contributors&part=rows'
  const text = await (await officer.get(asked)).text()
  assert.equal(text.trimEnd().split('\n').length, count + 1)
  const { base64 } = await officer.call(getReportFile, {
    ...{ kind: 'portfolio', metrics: 'contributors', part: 'rows', format: 'json' },
  })
  assert.equal(JSON.parse(Buffer.from(base64, 'base64').toString()).rows.length, count)
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
