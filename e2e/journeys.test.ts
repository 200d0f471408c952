import assert from 'node:assert/strict'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openTab, startBrowser } from './browser.ts'
import { openOffice } from './office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let browser: Browser
let page: Page
const complaints: string[] = []

before(async () => {
  office = await openOffice()
  browser = await startBrowser()
  page = await openTab(browser, complaints)
})
after(async () => {
  await browser?.close()
  await office?.close()
})

async function open(path: string) {
  const answer = await page.goto(new URL(path, office.url).href)
  assert.ok(answer)
  return answer.status()
}

async function text() {
  return (await page.locator('body').innerText()).replaceAll(/\s+/g, ' ')
}

test('nobody sees anything without signing in', async () => {
  const anonymous = await browser.newPage()
  for (const path of ['/', '/projects/web-shop', '/people', '/components', '/jobs', '/policy', '/tokens', '/api']) {
    const answer = await anonymous.goto(office.url + path)
    assert.equal(answer?.status(), 401, path)
    assert.match(await anonymous.locator('main').innerText(), /Sign in first/)
  }
  await anonymous.close()
})

test('the link signs in, once', async () => {
  const link = await office.signInLink()
  await page.goto(link)
  assert.equal(await page.locator('h1').innerText(), 'Office')
  const other = await browser.newPage()
  await other.goto(link)
  assert.equal(new URL(other.url()).pathname, '/sign-in')
  assert.match(await other.locator('main').innerText(), /link/)
  await other.close()
})

test('a folder given on the page becomes projects, and the page shows when they are analysed', async () => {
  await page.getByPlaceholder('Folder on this machine').fill(office.code)
  await page.getByRole('button', { name: 'Analyse' }).click()
  await page.locator('table.data a', { hasText: 'web-shop' }).waitFor()
  await office.scan(office.code)
  await open('/')
  const row = page.locator('tr', { hasText: 'web-shop' })
  assert.match(await row.innerText(), /ISC/)
  assert.match(await row.innerText(), /1 high/)
})

test('the project page tells of history, files and findings', async () => {
  await page.getByRole('link', { name: 'web-shop' }).first().click()
  const shown = await text()
  assert.match(shown, /Commits 3/)
  assert.match(shown, /Contributors 2/)
  assert.match(shown, /1 component has a license that the policy denies/)
  assert.match(shown, /No SECURITY file/)
  assert.equal((await page.locator('figure svg').count()) > 4, true)
})

test('a component leads from the project to all who use it', async () => {
  await page
    .getByRole('link', { name: /^Components/ })
    .last()
    .click()
  const row = page.locator('tr', { hasText: 'strict-core' })
  assert.match(await row.innerText(), /deny/)
  assert.match(await row.innerText(), /reader@2\.0\.0/)
  await row.getByRole('link').click()
  assert.equal(await page.locator('h1').innerText(), 'strict-core')
  assert.match(await page.getByRole('table', { name: 'Who uses it' }).innerText(), /web-shop/)
})

test('a person leads to their projects', async () => {
  await open('/people?text=lovelace')
  await page.getByRole('link', { name: 'Ada Lovelace' }).click()
  assert.match(await text(), /Commits 2 .*Projects 1/)
})

test('names from a repository stay text', async () => {
  await open('/people?text=eve')
  assert.match(await page.locator('table.data').innerText(), /Eve "onload=alert\(1\)/)
  await open('/projects/notes/components')
  assert.match(await page.locator('table.data').last().innerText(), /<script>alert\(1\)<\/script>/)
  assert.equal(await page.locator('main script:not([type="application/json"])').count(), 0)
})

test('metrics heed the period in the address', async () => {
  await open('/projects/web-shop/metrics?from=2026-02-01&to=2026-04-01')
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Code changes: commits' }) })
  assert.match(await card.innerText(), /1 commits/)
  await card.getByText('Where this comes from').click()
  assert.match(await card.innerText(), /Number of commits reachable from HEAD/)
})

test('a chart wakes when somebody looks closer', async () => {
  await open('/projects/web-shop')
  const figure = page.locator('figure[data-chart]').first()
  await figure.scrollIntoViewIfNeeded()
  await figure.hover()
  await figure.locator('.chart.wide div[_echarts_instance_], .chart.wide svg').first().waitFor()
  await page.waitForFunction(() => 'echarts' in globalThis)
})

test('a policy that the office writes changes what is denied', async () => {
  await open('/policy')
  await page.getByText('Write your own, in YAML').last().click()
  await page
    .locator('textarea')
    .fill('name: ours\nrules:\n  - licenses: ["*"]\n    verdict: allow\n    reason: anything goes\n')
  await page.getByRole('button', { name: 'Save' }).click()
  assert.match(await text(), /anything goes/)
  await open('/projects/web-shop/components?verdict=deny')
  assert.match(await text(), /No lock file or manifest was found|Components 0/)
  await open('/policy')
  await page.getByText('Write your own, in YAML').last().click()
  await page.locator('textarea').fill('name: ours\nrules: 7\n')
  await page.getByRole('button', { name: 'Save' }).click()
  assert.match(await text(), /policy:2: rules/)
  complaints.length = 0
})

test('a job that failed says why, and goes through when it is tried again', async () => {
  const [path, aside] = [join(office.code, 'notes'), join(office.code, '..', 'aside')]
  renameSync(path, aside)
  await open('/projects/notes')
  await page.getByRole('button', { name: 'Analyse again' }).click()
  await open('/jobs?state=failed')
  const row = page.locator('tr', { hasText: 'Analysis' })
  await row.waitFor()
  assert.match(await row.innerText(), /There is no folder .*notes: check the spelling/)
  renameSync(aside, path)
  await row.getByRole('button', { name: 'Retry' }).click()
  await open('/jobs?state=done')
  await page.locator('tr', { hasText: 'Analysis' }).filter({ hasText: 'notes' }).first().waitFor()
})

test('a token is shown once and can be revoked', async () => {
  await open('/tokens')
  await page.getByLabel('Name', { exact: true }).fill('ci')
  await page.getByRole('button', { name: 'Create' }).click()
  const secret = (await page.locator('p.mono').innerText()).trim()
  const headers = { authorization: `Bearer ${secret}` }
  assert.equal((await fetch(`${office.url}/api/projects`, { headers })).status, 200)
  assert.equal((await fetch(`${office.url}/api/tokens`, { headers })).status, 403)
  await open('/tokens')
  assert.ok(!(await text()).includes(secret))
  await page.getByRole('button', { name: 'Revoke' }).click()
  assert.equal((await fetch(`${office.url}/api/projects`, { headers })).status, 401)
})

test('the search box is a keystroke away and finds projects, packages and people', async () => {
  await open('/')
  await page.keyboard.press('/')
  await page.keyboard.type('le')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?/)
  const shown = await text()
  assert.match(shown, /left-pad/)
  assert.match(shown, /Ada Lovelace/)
})

test('the keyboard alone gets from the top of a page to its content', async () => {
  await open('/')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to the content')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate('document.activeElement.id'), 'content')
})

test('the choice of language and theme stays', async () => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await open('/?lang=en')
  await page.getByRole('button', { name: '中文' }).click()
  assert.equal(await page.locator('h1').innerText(), '办公室')
  await page.getByRole('button', { name: '自动' }).click()
  await page.getByRole('button', { name: '浅色' }).click()
  assert.equal(await page.locator('html').getAttribute('data-bs-theme'), 'dark')
  await open('/people')
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN')
  assert.equal(await page.locator('html').getAttribute('data-bs-theme'), 'dark')
})

test('a page that is not there says so', async () => {
  assert.equal(await open('/projects/nothing'), 404)
  assert.match(await text(), /没有项目 nothing/)
  complaints.length = 0
})

test('after signing out there is nothing to see', async () => {
  await open('/')
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByLabel('密码').waitFor()
  assert.equal(await open('/requests'), 401)
  assert.match(await text(), /请先登录/)
})

test('no page complained on its way', () => {
  assert.deepEqual(
    complaints.filter(complaint => !/401|404/.test(complaint)),
    [],
  )
})
