import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { createAccount } from '../src/access/accounts/api.ts'
import { addMember, saveGroup } from '../src/access/groups/api.ts'
import { findBarriers } from './axe.ts'
import { openTab, startBrowser, textOf } from './browser.ts'
import { openOffice } from './office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let browser: Browser
let admin: Page
let voter: Page
let guest: Page
const complaints: string[] = []

before(async () => {
  office = await openOffice()
  browser = await startBrowser()
  admin = await open(await office.signInLink())
  await office.app.call(saveGroup, { group: 'committee', name: 'Committee', purpose: 'board' })
  const { account, invitation } = await office.app.call(createAccount, { name: 'Cora', login: 'cora', role: 'member' })
  await office.app.call(addMember, { group: 'committee', account: account.id })
  const link = new URL(invitation)
  voter = await open(new URL(link.pathname + link.search, office.url).href)
})
after(async () => {
  await browser?.close()
  await office?.close()
})

const open = (address: string, locale = 'en-US') => openTab(browser, complaints, { address, locale })

test('a summit ships with eight criteria, and is opened for nominations', async () => {
  await admin.goto(`${office.url}/summits`)
  await admin.locator('summary').click()
  await admin.locator('input[name=id]').fill('peers-2027')
  await admin.locator('input[name=name-en]').fill('Peers 2027')
  await admin.locator('input[name=name-zh]').fill('2027 同行峰会')
  await admin.locator('select[name=state]').selectOption('nominating')
  await admin.locator('input[name=published]').check()
  await admin.locator('input[name=committee]').fill('committee')
  await admin.locator('main').getByRole('button', { name: 'Create a summit' }).click()
  await admin.waitForURL(/peers-2027$/)
  assert.equal(await admin.locator('main ol > li').count(), 8)
})

test('somebody without an account nominates themselves in Chinese, with what shows it', async () => {
  guest = await open(`${office.url}/public/summits/peers-2027`, 'zh-CN')
  assert.equal(await guest.locator('main ol > li').count(), 8)
  await guest.getByLabel('被提名人姓名').fill('林晓')
  await guest.getByLabel('被提名人邮箱').fill('lin@guest.example')
  for (const id of ['advocate', 'groups', 'office'])
    await guest.locator(`[name=evidence-${id}]`).fill('演讲 https://a.example')
  await guest.getByRole('button', { name: '提名' }).click()
  assert.match(await textOf(guest), /谢谢：委员会将进行审议/)
})

test('the committee votes, and the office invites by a link', async () => {
  await voter.goto(`${office.url}/summits/peers-2027`)
  await voter.getByRole('link', { name: '林晓' }).click()
  await voter.getByRole('button', { name: 'yes' }).click()
  await admin.goto(`${office.url}/summits/peers-2027`)
  await admin.locator('summary', { hasText: 'Change' }).click()
  await admin.locator('select[name=state]').selectOption('inviting')
  await admin.getByRole('button', { name: 'Save' }).click()
  await admin.getByRole('button', { name: 'Invite the next on the list' }).click()
  await admin.getByRole('link', { name: '林晓' }).click()
  await admin.getByRole('button', { name: 'New link' }).click()
  const link = await admin.locator('p.mono').innerText()
  assert.match(link, /\/public\/summits\/invitation\/summit_/)
  await guest.goto(link)
  await guest.getByRole('button', { name: '接受' }).click()
  assert.match(await textOf(guest), /您已确认出席/)
})

test('who comes does the seven preparation tasks, puts a problem into the bank, and prints a letter', async () => {
  const tasks = guest.locator('form[action*="/tasks/"]')
  assert.equal(await tasks.count(), 7)
  for (let at = 0; at < 7; at++) {
    await tasks.nth(at).locator('input[type=checkbox]').check()
    await tasks.nth(at).getByRole('button').click()
  }
  assert.match(await textOf(guest), /已完成 7\/7/)
  await guest.locator('textarea[name=body]').fill('Nobody reads our policy.')
  await guest.getByRole('button', { name: '提交' }).click()
  await guest.getByLabel('会后我愿意加入后续联盟').check()
  await guest.locator('form[action$="/profile"]').getByRole('button').click()
  const address = guest.url()
  await guest.goto(`${address}/letter`)
  assert.match(await textOf(guest), /尊敬的领导： 我受邀参加.*2027 同行峰会/)
  await guest.goto(address)
  await admin.goto(`${office.url}/summits/peers-2027`)
  assert.match(await textOf(admin), /林晓 7 of 7 done yes .*Nobody reads our policy\./)
  await admin.getByRole('button', { name: 'Make the alliance of those who go on' }).click()
  assert.match(await textOf(admin), /wg-peers-2027-alliance .*林晓/)
})

test('every page in Chinese, narrow, without scrolling sideways', async () => {
  const invitation = new URL(guest.url()).pathname
  await admin.setViewportSize({ width: 360, height: 800 })
  const paths = ['/summits', '/summits/peers-2027', '/public/summits', '/public/summits/peers-2027']
  for (const path of [...paths, invitation, `${invitation}/letter`]) {
    await admin.goto(`${office.url}${path}?lang=zh`)
    assert.match(await admin.locator('h1').innerText(), /\p{Script=Han}/u, path)
    const wide = await admin.evaluate('document.documentElement.scrollWidth')
    assert.ok(Number(wide) <= 360, `${path} is ${wide} wide`)
    assert.deepEqual(await findBarriers(admin), [], path)
  }
})

test('no page complained', () => assert.deepEqual(complaints, []))
