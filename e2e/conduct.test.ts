import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { createAccount } from '../src/access/accounts/api.ts'
import { addMember, saveGroup } from '../src/access/groups/api.ts'
import { openApp } from '../src/app/app.ts'
import { listen } from '../src/app/server.ts'
import { noReach } from '../src/platform/reach.ts'
import { createSealer } from '../src/platform/sealed.ts'
import { checkNarrowInChinese } from './axe.ts'
import { openTab, startBrowser, textOf } from './browser.ts'

const data = mkdtempSync(join(tmpdir(), 'ospo-conduct-'))
let app: Awaited<ReturnType<typeof openApp>>
let server: Awaited<ReturnType<typeof listen>>
let browser: Browser
const complaints: string[] = []

before(async () => {
  app = await openApp({ data, reach: { ...noReach, ...createSealer({ data }) } })
  server = await listen(app, { host: '127.0.0.1', port: 0 })
  browser = await startBrowser()
  for (const group of ['conduct', 'conduct-appeal']) await app.call(saveGroup, { group, name: group, purpose: 'board' })
})
after(async () => {
  await browser?.close()
  await server?.close()
  await app?.close()
  rmSync(data, { recursive: true })
})

const open = (address: string) => openTab(browser, complaints, { address })

async function hire(name: string, group?: string): Promise<Page> {
  const { account, invitation } = await app.call(createAccount, { name, login: name.toLowerCase(), role: 'member' })
  if (group) await app.call(addMember, { group, account: account.id })
  const link = new URL(invitation)
  return open(new URL(link.pathname + link.search, server.url).href)
}

let pia: Page
let paul: Page
let stranger: Page
let receipt = ''

test('somebody without an account reads the code and reports, and gets a receipt', async () => {
  pia = await hire('Pia', 'conduct')
  paul = await hire('Paul', 'conduct')
  stranger = await open(`${server.url}/public/conduct`)
  assert.match(await textOf(stranger), /What we ask of each other .*Antitrust notice/)
  await stranger.getByRole('link', { name: 'Report something' }).click()
  await stranger.getByLabel('What happened').fill('Somebody shouted in the hall.')
  await stranger.getByRole('button', { name: 'Send' }).click()
  receipt = await stranger.locator('p.mono').innerText()
  assert.match(receipt, /^report_/)
})

test('two of the panel read it, answer and decide; a member who is not of the panel sees no case', async () => {
  await pia.goto(`${server.url}/conduct`)
  await pia.locator('table a').click()
  assert.match(await textOf(pia), /Somebody shouted in the hall/)
  await pia.locator('textarea[name=body]').fill('Thank you.')
  await pia.getByRole('button', { name: 'Write to whoever reported' }).click()
  await pia.locator('summary', { hasText: 'Propose a decision' }).click()
  await pia.getByLabel('Consequence').selectOption('warning')
  await pia.getByLabel('Reasons, for the record').fill('Two heard it.')
  await pia.getByLabel('What both sides are told').fill('A warning was given.')
  await pia.getByRole('button', { name: 'Propose a decision' }).click()
  await paul.goto(pia.url())
  await paul.getByRole('button', { name: 'Confirm' }).click()
  assert.match(await textOf(paul), /answer_/)
  const mo = await hire('Mo')
  await mo.goto(`${server.url}/conduct`)
  assert.equal(await mo.locator('table').count(), 0)
  await mo.context().close()
})

test('by the receipt the reporter reads what was answered and decided, and appeals', async () => {
  await stranger.goto(`${server.url}/public/conduct/follow`)
  await stranger.getByRole('textbox', { name: 'Code' }).fill(receipt)
  await stranger.getByRole('button', { name: 'Open' }).click()
  assert.match(await textOf(stranger), /decided .*warning .*A warning was given\. .*Thank you\./)
  assert.doesNotMatch(await textOf(stranger), /Two heard it/)
  await stranger.locator('textarea').last().fill('Too mild.')
  await stranger.getByRole('button', { name: 'Appeal' }).click()
  assert.match(await textOf(stranger), /State appealed/)
})

test('every page in Chinese, narrow, without scrolling sideways', async () => {
  const casePath = new URL(pia.url()).pathname
  await checkNarrowInChinese(pia, server.url, [
    '/conduct',
    casePath,
    '/public/conduct',
    '/public/conduct/report',
    '/public/conduct/follow',
  ])
})

test('no page complained', () => assert.deepEqual(complaints, []))
