import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openOfficeOfProjects } from '../../../test/office-of-projects.ts'
import { runCommand } from '../../../test/terminal.ts'
import { healthCommand } from './cli.ts'

const office = await openOfficeOfProjects({ own: { commits: [{ by: 'Ada', at: '2026-01-05T10:00:00Z' }] } })
after(() => office.close())
const officer = await office.admit('officer', 'officer')

test('one commit of one project is told as one, and of issues that nobody collected there is no zero', async () => {
  const page = await (await officer.get('/measurement/issues-new?lang=en')).text()
  assert.match(page, /From 1 commit · .* · of 1 project ·/)
  assert.doesNotMatch(page, /0 issues and change requests/)
  const { printed } = await runCommand(officer.call, healthCommand, ['own', '--metric', 'commits'])
  assert.match(printed, /From 1 commit, /)
})

test('what commits tell enough for has a number where nothing else was collected, and says that it is of these alone', async () => {
  const asked = 'hoursPerCommit=2&hourlyRate=100'
  const page = await (await officer.get(`/measurement/labor-investment?${asked}&lang=en`)).text()
  assert.match(page, /<strong>200<\/strong>/)
  assert.match(page, /Here it is of commits alone: of forges and mail nothing was collected\./)
  assert.match(await (await officer.get(`/measurement/labor-investment?${asked}&lang=zh`)).text(), /此处仅依据提交/)
  const { printed } = await runCommand(officer.call, healthCommand, ['own', '--metric', 'active-days'])
  assert.match(printed, /Active days +1 .*of commits alone/s)
  const all = await (await officer.get('/measurement/contributors-of-all-channels?lang=en')).text()
  assert.match(all, /<strong>–<\/strong> people/)
  assert.doesNotMatch(all, /of commits alone/)
})
