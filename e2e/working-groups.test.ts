import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { createAccount } from '../src/access/accounts/api.ts'
import { checkNarrowInChinese } from './axe.ts'
import { openTab, startBrowser, textOf } from './browser.ts'
import { openOffice } from './office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let browser: Browser
let admin: Page
let member: Page
const complaints: string[] = []

before(async () => {
  office = await openOffice()
  browser = await startBrowser()
  admin = await open(await office.signInLink())
  const { invitation } = await office.app.call(createAccount, { name: 'Mo', login: 'mo', role: 'member' })
  const link = new URL(invitation)
  member = await open(new URL(link.pathname + link.search, office.url).href)
})
after(async () => {
  await browser?.close()
  await office?.close()
})

const open = (address: string) => openTab(browser, complaints, { address })

test('a list of groups is previewed with its problems, then imported', async () => {
  await admin.goto(`${office.url}/working-groups/import`)
  await admin.locator('textarea[name=source]').fill('- name: Looms\n  mission: What weaves\n- 7\n')
  await admin.getByRole('button', { name: 'Preview' }).click()
  assert.match(await textOf(admin), /Looms wg-looms new active .*Line What is wrong 3 this is no group/i)
  await admin.getByRole('button', { name: 'Import' }).click()
  await admin.goto(`${office.url}/working-groups`)
  await admin.getByRole('link', { name: 'Looms' }).click()
  assert.match(await textOf(admin), /What weaves/)
})

test('a group is made in two languages, published, and gets a chair', async () => {
  await admin.goto(`${office.url}/working-groups`)
  await admin.locator('summary').click()
  await admin.locator('input[name=id]').fill('cohort-cities')
  await admin.locator('input[name=name-en]').fill('Cities and Governments')
  await admin.locator('input[name=name-zh]').fill('城市与政府')
  await admin.locator('main select[name=cohort]').last().selectOption('public')
  await admin.locator('main select[name=status]').last().selectOption('active')
  await admin.locator('input[name=published]').check()
  await admin.locator('main').getByRole('button', { name: 'Create a working group' }).click()
  await admin.waitForURL(/cohort-cities$/)
  await admin.getByText('Appoint a chair or liaison').click()
  const form = admin.locator('form[action$="/seats"]')
  await form.locator('input[name=account]').fill('mo')
  await form.getByRole('button').click()
  assert.match(await textOf(admin), /Chairs Mo/)
})

test('its chair adopts a charter, plans a deliverable and puts a question to the vote', async () => {
  await member.goto(`${office.url}/working-groups/cohort-cities`)
  await member.getByText('Adopt as a new version').first().click()
  await member.locator('textarea[name=body-en]').fill('We meet and write.')
  await member.getByRole('button', { name: 'Adopt as a new version' }).click()
  await member.getByText('Add', { exact: true }).first().click()
  await member.locator('input[name=title-zh]').fill('指南')
  await member.locator('form[action$="/deliverables"]').getByRole('button').click()
  await member.getByText('Put to the vote').first().click()
  await member.locator('input[name=question-en]').fill('Publish it?')
  await member.getByRole('button', { name: 'Put to the vote' }).click()
  await member.getByRole('button', { name: 'yes' }).click()
  assert.match(await textOf(member), /We meet and write\. .*指南.*Publish it\? adopted 1 · 0 · 0/)
})

test('without sign-in the published group is there, and the other is not', async () => {
  const stranger = await open(`${office.url}/public/groups`)
  assert.match(await textOf(stranger), /Cities and Governments/)
  assert.doesNotMatch(await textOf(stranger), /Looms/)
  await stranger.getByRole('link', { name: 'Cities and Governments' }).click()
  assert.match(await textOf(stranger), /We meet and write\. .*Licensed under CC-BY-4\.0/)
  assert.doesNotMatch(await textOf(stranger), /Publish it/)
  assert.equal((await stranger.request.get(`${office.url}/public/groups/wg-looms`)).status(), 404)
  await stranger.context().close()
})

test('every page in Chinese, narrow, without scrolling sideways', async () => {
  await checkNarrowInChinese(admin, office.url, [
    '/working-groups',
    '/working-groups/import',
    '/working-groups/cohort-cities',
    '/public/groups',
    '/public/groups/cohort-cities',
  ])
})

test('no page complained', () => assert.deepEqual(complaints, []))
