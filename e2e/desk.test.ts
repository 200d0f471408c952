import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { createAccount } from '../src/access/accounts/api.ts'
import { addMember } from '../src/access/groups/api.ts'
import { createToken } from '../src/access/tokens/api.ts'
import { openTab, startBrowser } from './browser.ts'
import { openOffice } from './office.ts'

const run = promisify(execFile)
const ospo = resolve('bin/ospo.js')
const longPassword = 'four words nobody combines'

let office: Awaited<ReturnType<typeof openOffice>>
let browser: Browser
let token: string
let shop: string
const complaints: string[] = []

before(async () => {
  office = await openOffice()
  browser = await startBrowser()
  shop = join(office.code, 'desk-shop')
  writeLockfile('MPL-2.0')
  await office.scan(shop)
  token = (await office.app.call(createToken, { name: 'gate', permissions: ['office.read', 'office.change'] })).secret
})
after(async () => {
  await browser?.close()
  await office?.close()
})

function writeLockfile(license: string) {
  mkdirSync(shop, { recursive: true })
  const packages = { 'node_modules/shared-core': { version: '1.0.0', license } }
  writeFileSync(join(shop, 'package-lock.json'), JSON.stringify({ name: 'desk-shop', lockfileVersion: 3, packages }))
}

/** Comes in by an invitation, once, and chooses a password. */
async function hire(name: string, role: string, ...groups: string[]): Promise<Page> {
  const { account, invitation: link } = await office.app.call(createAccount, { name, login: name.toLowerCase(), role })
  for (const group of groups) await office.app.call(addMember, { group, account: account.id })
  const page = await openTab(browser, complaints)
  await page.goto(new URL(new URL(link).pathname + new URL(link).search, office.url).href)
  return page
}

async function textOf(page: Page) {
  return (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')
}

/** The gate as a build runs it: against the server, with a token. */
async function check(...options: string[]) {
  const env = { ...process.env, OSPO_SERVER: office.url, OSPO_TOKEN: token }
  try {
    const { stdout } = await run(process.execPath, [ospo, 'check', shop, '--strict', ...options], { env })
    return { code: 0, stdout }
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string }
    return { code, stdout }
  }
}

async function answer(page: Page, number: string, step: string, reason: string) {
  await page.goto(`${office.url}/requests?view=waiting`)
  assert.match(await textOf(page), new RegExp(step))
  await page.goto(`${office.url}/requests/${number}`)
  const card = page.locator('section', { has: page.getByRole('heading', { name: /^Your answer/ }) }).first()
  for (const box of await card.locator('input[type=checkbox]').all()) await box.check()
  await card.locator('textarea[name=reason]').fill(reason)
  await card.getByRole('button', { name: 'approve' }).click()
  await page.waitForURL(/requests\/\d+$/)
}

let dev: Page
let officer: Page
let lawyer: Page
let guard: Page
let architect: Page
let number: string

test('people come in by an invitation, choose a password, and sign in with it', async () => {
  dev = await hire('Dev', 'member')
  officer = await hire('Olga', 'officer', 'office')
  lawyer = await hire('Lea', 'reviewer', 'legal')
  guard = await hire('Sam', 'reviewer', 'security')
  architect = await hire('Arno', 'reviewer', 'architecture')
  await dev.goto(`${office.url}/account`)
  for (const box of await dev.locator('input[type=password]').all()) await box.fill(longPassword)
  await dev
    .locator('form', { has: dev.locator('input[type=password]') })
    .getByRole('button')
    .click()
  await dev.getByRole('button', { name: 'Sign out', exact: true }).click()
  await dev.getByLabel('Sign-in name').fill('dev')
  await dev.getByLabel('Password').fill(longPassword)
  await dev.locator('main').getByRole('button', { name: 'Sign in' }).click()
  await dev.goto(`${office.url}/requests`)
  assert.equal(await dev.locator('h1').innerText(), 'Requests')
})

test('a member sees no administration, and may not go there', async () => {
  assert.equal(await dev.getByRole('link', { name: 'Accounts' }).count(), 0)
  for (const path of ['/accounts', '/roles', '/ledger', '/desk', '/webhooks', '/numbers']) {
    assert.equal((await dev.goto(office.url + path))?.status(), 403, path)
  }
  complaints.length = 0
})

test('before anything is asked, the gate is closed', async () => {
  const { code, stdout } = await check()
  assert.equal(code, 1)
  assert.match(stdout, /review +pkg:npm\/shared-core@1\.0\.0/)
})

test('a developer asks: what is known is shown, and what applies comes up', async () => {
  await dev.goto(`${office.url}/requests/new`)
  await dev.getByRole('link', { name: 'Use an open source component' }).click()
  await dev.locator('input[name=subject]').fill('pkg:npm/shared-core@1.0.0')
  await dev.getByRole('button', { name: 'Continue' }).click()
  assert.match(await textOf(dev), /MPL-2\.0 Seen in package-lock\.json of desk-shop/)
  await dev.getByLabel('Product or project that uses it').fill('desk-shop')
  assert.equal(await dev.getByLabel(/What will you change/).count(), 0)
  await dev.getByLabel('Will you change its source?').selectOption('yes')
  await dev.getByLabel(/What will you change/).fill('a fix, offered upstream')
  await dev.getByLabel(/Would the product fail/).selectOption('yes')
  await dev.getByRole('button', { name: 'Send' }).dblclick()
  await dev.waitForURL(/requests\/\d+$/)
  number = /\d+$/.exec(dev.url())?.[0] ?? ''
  assert.match(await textOf(dev), /in review/)
  assert.match(await textOf(dev), /office: Olga/)
})

test('the page that was sent twice is one request', async () => {
  await dev.goto(`${office.url}/requests`)
  assert.equal(await dev.locator('table.data tbody tr').count(), 1)
})

test('who asked is not asked to answer, and a stranger learns nothing of it', async () => {
  await dev.goto(`${office.url}/requests/${number}`)
  assert.equal(await dev.getByRole('heading', { name: /^Your answer/ }).count(), 0)
  const stranger = await hire('Eve', 'member')
  assert.equal((await stranger.goto(`${office.url}/requests/${number}`))?.status(), 404)
  await stranger.context().close()
  complaints.length = 0
})

test('legal and security answer in two roles, and the grant appears', async () => {
  await answer(officer, number, 'identify', 'scanned, nothing unexpected')
  await answer(lawyer, number, 'legal', 'file-level copyleft, our change goes upstream')
  await answer(guard, number, 'security', 'no known vulnerabilities')
  await answer(architect, number, 'architecture', 'fits')
  await dev.goto(`${office.url}/requests/${number}`)
  assert.match(await textOf(dev), /in review/)
  await answer(officer, number, 'final', 'approved for the desk shop')
  await dev.goto(`${office.url}/requests/${number}`)
  const shown = await textOf(dev)
  assert.match(shown, /approved .* Grant holds use/)
  assert.match(shown, /file-level copyleft, our change goes upstream/)
  await dev.goto(`${office.url}/inbox`)
  assert.match(await textOf(dev), /shared-core@1\.0\.0 · desk-shop: approved/)
})

test('the gate turns green, and shows what is waived', async () => {
  const { code, stdout } = await check()
  assert.equal(code, 0, stdout)
  assert.match(stdout, new RegExp(`waived +pkg:npm/shared-core@1\\.0\\.0 .* granted by request ${number}`))
  const sarif = JSON.parse((await check('--format', 'sarif')).stdout)
  assert.equal(sarif.runs[0].results[0].suppressions[0].kind, 'external')
  await office.scan(shop)
  await officer.goto(`${office.url}/projects/desk-shop/components`)
  assert.match(await textOf(officer), /waived granted by request/)
})

test('the license changes, the grant reopens, and the gate closes', async () => {
  writeLockfile('LicenseRef-commercial')
  await office.scan(shop)
  await officer.waitForTimeout(2500)
  await dev.goto(`${office.url}/requests/${number}`)
  const shown = await textOf(dev)
  assert.match(shown, /in review/)
  assert.match(shown, /reopened use · The license was MPL-2\.0 and is now LicenseRef-commercial/)
  assert.equal((await check()).code, 1)
})

test('the office reads its ledger, and it is whole', async () => {
  const admin = await browser.newPage()
  await admin.goto(await office.signInLink())
  await admin.goto(`${office.url}/ledger`)
  assert.match(await textOf(admin), /Dev/)
  await admin.close()
})

test('a policy is tried on what was asked before it is saved', async () => {
  await officer.goto(`${office.url}/desk/policy/use-component`)
  const source = await officer.locator('textarea').inputValue()
  await officer
    .locator('textarea')
    .fill(source.replace("facts.license_verdict == 'deny'", "facts.license_verdict == 'never'"))
  await officer.getByRole('button', { name: 'Try it on what was asked' }).click()
  assert.match(await textOf(officer), /requests were heard again/)
  await officer.getByRole('button', { name: 'Save as a new version' }).click()
  assert.match(await textOf(officer), /own case .* expects/)
  complaints.length = 0
})

test('an example is adopted in place of what decided before', async () => {
  await officer.goto(`${office.url}/desk`)
  await officer.getByText(/^github-release/).click()
  await officer.getByRole('button', { name: 'Adopt' }).last().click()
  await officer.waitForURL(/desk\/policy\//)
  await officer.goto(`${office.url}/desk/policy/release`)
  assert.match(await textOf(officer), /not in use/)
})

test('every page of the desk in Chinese, narrow, without scrolling sideways', async () => {
  await officer.setViewportSize({ width: 360, height: 800 })
  for (const path of [
    '/requests',
    '/requests?view=all',
    '/requests/new',
    `/requests/${number}`,
    '/requests/new/contribute',
    '/grants',
    '/registers',
    '/desk',
    '/desk/policy/use-component',
    '/numbers',
    '/inbox',
    '/account',
    '/groups',
  ]) {
    await officer.goto(`${office.url}${path}${path.includes('?') ? '&' : '?'}lang=zh`)
    assert.match(await officer.locator('h1').innerText(), /\p{Script=Han}|@/u, path)
    const wide = await officer.evaluate('document.documentElement.scrollWidth')
    assert.ok(Number(wide) <= 360, `${path} is ${wide} wide`)
  }
})

test('no page complained', () => assert.deepEqual(complaints, []))
