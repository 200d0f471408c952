import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openOfficeOfProjects } from '../../../test/office-of-projects.ts'
import { codeOf } from '../../../test/staff.ts'
import { saveGroup } from '../../access/groups/service.ts'
import { listBadges, saveBadge } from './api.ts'
import { drawBadge } from './draw-badge.ts'

const office = await openOfficeOfProjects({
  loom: {
    commits: [
      { by: 'Ada', at: '2025-01-05T10:00:00Z' },
      { by: 'Ada', at: '2026-10-05T10:00:00Z' },
      { by: 'Bob', at: '2026-11-05T10:00:00Z' },
    ],
  },
})
after(() => office.close())
const officer = await office.admit('officer', 'officer')
const member = await office.admit('member')
const outside = await office.admit('directory', 'directory')

const anybody = (path: string, method = 'GET') =>
  office.app.fetch(new Request(`http://localhost${path}`, { method, headers: { 'accept-language': 'en' } }))
const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
const titleOf = (svg: string) => /<title>(.*?)<\/title>/.exec(svg)?.[1]

test('only a badge that the office made public is seen without signing in; of others nobody learns whether there are any', async () => {
  await officer.call(saveBadge, { badge: 'ours', metric: 'commits', project: 'loom' })
  const statuses = async (id: string) =>
    Promise.all([anybody, member.get, outside.get].map(async get => (await get(`/public/badges/${id}.svg`)).status))
  assert.deepEqual(await statuses('ours'), [404, 200, 404])
  assert.deepEqual(await statuses('none'), [404, 404, 404])
  await officer.post('/badges/ours/public', { isPublic: 'true' })
  assert.deepEqual(await statuses('ours'), [200, 200, 200])
  await officer.post('/badges/ours/public', { isPublic: 'false' })
  assert.deepEqual(await statuses('ours'), [404, 200, 404])
})

test('a badge tells a value of the period up to today, in a color by its limits, in the language that is asked for', async () => {
  const wish = { metric: 'commits', project: 'loom', days: 365, good: 3, poor: 1, isPublic: true }
  await officer.call(saveBadge, { badge: 'year', ...wish })
  const answer = await anybody('/public/badges/year.svg')
  const svg = await answer.text()
  assert.equal(titleOf(svg), 'Code changes: commits · 365 days: 2')
  assert.match(svg, /fill="#8f5b00"/)
  assert.equal(answer.headers.get('content-type'), 'image/svg+xml; charset=utf-8')
  assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/)
  assert.equal((await anybody('/public/badges/year.svg', 'HEAD')).status, 200)
  assert.equal(titleOf(await textOf(anybody('/public/badges/year.svg?lang=zh'))), '代码变更：提交数 · 365 天: 2')
  await officer.call(saveBadge, { badge: 'year', ...wish, good: 2 })
  assert.match(await textOf(anybody('/public/badges/year.svg')), /fill="#1b7f4b"/)
  await officer.call(saveBadge, { badge: 'year', ...wish, good: 0, poor: 2 })
  assert.match(await textOf(anybody('/public/badges/year.svg')), /fill="#c02a2a"/)
})

test('what was never collected is unknown, not zero', async () => {
  await officer.call(saveBadge, {
    badge: 'issues',
    metric: 'issues-new',
    project: 'loom',
    good: 0,
    poor: 9,
    label: 'new',
  })
  const svg = await textOf(member.get('/public/badges/issues.svg'))
  assert.equal(titleOf(svg), 'new: unknown')
  assert.match(svg, /fill="#5b6472"/)
})

test('parameters are heeded, and one person’s numbers are no badge', async () => {
  const wish = { badge: 'some', metric: 'contributors', project: 'loom' }
  await officer.call(saveBadge, { ...wish, parameters: { commitsAtLeast: 2, standing: 'established' } })
  assert.equal(titleOf(await textOf(member.get('/public/badges/some.svg'))), 'Contributors: 1')
  const put = (rest: object) => officer.ask('PUT', '/api/badges/some', JSON.stringify({ ...wish, ...rest }))
  for (const wrong of [
    { parameters: { person: 'x' } },
    { parameters: { from: '2026-01-01' } },
    { parameters: { bots: 'maybe' } },
    { good: 1 },
    { good: 1, poor: 1 },
    { days: 0 },
    { metric: 'nothing' },
    { project: 'nowhere' },
  ])
    assert.ok([400, 404].includes((await put(wrong)).status), JSON.stringify(wrong))
  assert.equal((await officer.ask('PUT', '/api/badges/..%2Fx', JSON.stringify(wish))).status, 400)
  assert.equal(await codeOf(member.call(saveBadge, { ...wish, isPublic: true })), 'not-allowed')
})

test('a label is drawn as words, whatever is in it', () => {
  const svg = drawBadge({ label: '<script>alert("1")</script>&\u0000', value: '5', tone: 'poor' })
  assert.ok(!svg.includes('<script') && !svg.includes('\u0000'))
  assert.match(svg, /&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&amp;/)
})

test('the page shows badges with what embeds them, and lets who may make more', async () => {
  const page = await textOf(officer.get('/badges?metric=commits&project=loom'))
  assert.match(page, /show them for up to an hour after it changed, was made private or removed/)
  assert.equal((await anybody('/public/badges/year.svg')).headers.get('cache-control'), 'public, max-age=3600')
  assert.match(page, /value="loom-commits"/)
  assert.match(page, /!\[ours\]\(http:\/\/127\.0\.0\.1:8686\/public\/badges\/ours\.svg\)/)
  assert.doesNotMatch(await textOf(member.get('/badges?metric=commits')), /<form[^>]*action="\/badges/)
  assert.equal((await officer.post('/badges', { id: 'Not a word', metric: 'commits' })).status, 400)
  const made = await officer.post('/badges', {
    id: 'loom-commits',
    metric: 'commits',
    project: 'loom',
    isPublic: 'true',
  })
  assert.equal(made.status, 303)
  assert.equal(titleOf(await textOf(anybody('/public/badges/loom-commits.svg'))), 'Code changes: commits: 3')
  await officer.post('/badges/loom-commits/remove')
  assert.equal((await member.get('/public/badges/loom-commits.svg')).status, 404)
})

test('adding a badge whose word is taken is refused, and the one that is there stays as it is', async () => {
  const ours = { badge: 'taken', metric: 'commits', project: 'loom', label: 'ours' }
  const before = await officer.call(saveBadge, ours)
  const again = await officer.post('/badges', { id: 'taken', metric: 'contributors', isPublic: 'true' })
  assert.equal(again.status, 409)
  assert.match(await again.text(), /There is a badge taken already: choose another word, or remove that badge first/)
  const { badges } = await officer.call(listBadges, {})
  assert.deepEqual(
    badges.filter(({ id }) => id === 'taken'),
    [before],
  )
  assert.equal((await officer.call(saveBadge, { ...ours, label: 'changed' })).label, 'changed')
  await officer.post('/badges/taken/remove')
  assert.equal((await officer.post('/badges', { id: 'taken', metric: 'contributors' })).status, 303)
})

test('the badge of a number in a report is asked with the same parameters', async () => {
  const report = await textOf(
    officer.get('/reports/project/loom?metrics=commits&merges=false&label=bug&from=2026-01-01'),
  )
  const href = /href="(\/badges\?[^"]+)"/.exec(report)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const form = await textOf(officer.get(href))
  const hidden = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ])
  const asked = Object.fromEntries(hidden.filter(([name]) => name?.startsWith('asked.')))
  assert.deepEqual(asked, { 'asked.merges': 'false', 'asked.label': 'bug' })
  await officer.post('/badges', { id: 'alike', metric: 'commits', project: 'loom', label: 'Ours', ...asked })
  const { badges } = await officer.call(listBadges, {})
  const alike = badges.find(({ id }) => id === 'alike')
  assert.deepEqual([alike?.label, alike?.parameters], ['Ours', { merges: 'false', label: 'bug' }])
  const some = await textOf(officer.get('/reports?metrics=commits&projects=loom'))
  assert.doesNotMatch(some, /href="\/badges\?/)
})

test('what a group did is no public badge', async () => {
  const about = { name: 'Core', purpose: 'board' as const, description: '', claim: null, externalId: null }
  await saveGroup(office.admin, { ...about, id: 'core' })
  const wish = { badge: 'few', metric: 'commits', parameters: { group: 'core' } }
  assert.equal(await codeOf(officer.call(saveBadge, { ...wish, isPublic: true })), 'invalid-input')
  await officer.call(saveBadge, wish)
  assert.equal((await officer.post('/badges/few/public', { isPublic: 'true' })).status, 400)
})

test('a badge that could not be drawn is not kept', async () => {
  const put = (rest: object) => officer.ask('PUT', '/api/badges/broken', JSON.stringify({ metric: 'commits', ...rest }))
  for (const [wrong, sentence] of [
    [{ parameters: { organization: 'Nope Inc' } }, /no organization/i],
    [{ parameters: { group: 'nope' } }, /no group/i],
    [{ metric: 'test-coverage' }, /badges are of measured metrics only/],
  ] as const) {
    const answer = await put(wrong)
    assert.ok([400, 404].includes(answer.status), JSON.stringify(wrong))
    assert.match(await answer.text(), sentence)
  }
  const form = await officer.post('/badges', { id: 'broken', metric: 'commits', 'asked.organization': 'Nope Inc' })
  assert.ok([400, 404].includes(form.status))
  assert.equal((await member.get('/public/badges/broken.svg')).status, 404)
})
