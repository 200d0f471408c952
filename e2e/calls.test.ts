import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { createAccount } from '../src/access/accounts/api.ts'
import { openTab, startBrowser, textOf } from './browser.ts'
import { openOffice } from './office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let browser: Browser
let organizer: Page
let reader: Page
let session: string
const complaints: string[] = []

before(async () => {
  office = await openOffice()
  browser = await startBrowser()
  organizer = await enter('Olga', 'officer')
  reader = await enter('Rita', 'officer')
})
after(async () => {
  await browser?.close()
  await office?.close()
})

async function enter(name: string, role: string): Promise<Page> {
  const { invitation } = await office.app.call(createAccount, { name, login: name.toLowerCase(), role })
  const { pathname, search } = new URL(invitation)
  return openTab(browser, complaints, { address: office.url + pathname + search })
}

test('an announcement is held to the clocks of its day', async () => {
  await organizer.goto(`${office.url}/series`)
  await organizer.locator('[name=announcement]').fill('9am PT, 12pm EDT, 6pm CET')
  await organizer.getByLabel('Day').fill('2021-11-18')
  await organizer.getByRole('button', { name: 'Check' }).click()
  const shown = await textOf(organizer)
  assert.match(shown, /America\/New_York is on EST that day, not on EDT/)
  assert.match(shown, /All of them mean the same moment/)
})

test('a series of two touchpoints a month in two slots is planned on the page', async () => {
  await organizer.goto(`${office.url}/series/new`)
  await organizer.locator('[name=id]').fill('touchpoint')
  await organizer.locator('[name="title.en"]').fill('Touchpoint')
  await organizer.locator('[name="title.zh"]').fill('交流会')
  await organizer.locator('[name=visibility]').selectOption('public')
  const slots = [
    ['EMEA and APAC', '2026-10-08T14:00', 'Europe/Paris', 'FREQ=MONTHLY;BYDAY=2TH'],
    ['AMER and EMEA', '2026-10-22T12:00', 'America/New_York', 'FREQ=MONTHLY;BYDAY=4TH'],
  ] as const
  for (const [i, [name, start, zone, rule]] of slots.entries()) {
    await organizer.locator('[name="slot.name"]').nth(i).fill(name)
    await organizer.locator('[name="slot.start"]').nth(i).fill(start)
    await organizer.locator('[name="slot.zone"]').nth(i).fill(zone)
    await organizer.locator('[name="slot.rule"]').nth(i).fill(rule)
  }
  await organizer.getByRole('button', { name: 'Save' }).click()
  assert.equal(await organizer.locator('h1').innerText(), 'Touchpoint')
  assert.match(await textOf(organizer), /Chatham House Rule/)
})

test('a rule that cannot be followed is told in a sentence', async () => {
  await reader.goto(`${office.url}/series/touchpoint/edit`)
  await reader.locator('[name="slot.rule"]').first().fill('FREQ=SOMETIMES')
  await reader.getByRole('button', { name: 'Save' }).click()
  assert.match(await textOf(reader), /The rule FREQ=SOMETIMES cannot be followed/)
})

test('whoever comes says so, and then sees where', async () => {
  await reader.goto(`${office.url}/series/touchpoint`)
  await reader.locator('table.data a', { hasText: 'Touchpoint' }).first().click()
  session = new URL(reader.url()).pathname
  await reader.getByRole('button', { name: 'I come' }).click()
  assert.match(await textOf(reader), /You come/)
  assert.match(await textOf(reader), /1 come/)
})

test('what would name somebody is not published, and what names nobody needs a second reader', async () => {
  await organizer.goto(office.url + session)
  await organizer.locator('form[action$="/roster"] [name=name]').fill('Zoë Washburne')
  await organizer.locator('form[action$="/roster"] [name=employer]').fill('Serenity Freight')
  await organizer.locator('form[action$="/roster"] button').click()
  const write = async (text: string) => {
    await organizer.locator('form[action$="/statements"] [name=segment]').selectOption({ label: 'Open forum' })
    await organizer.locator('form[action$="/statements"] [name=text]').fill(text)
    await organizer.locator('form[action$="/statements"] button').click()
  }
  await write('Washburne pays two maintainers')
  assert.match(await textOf(organizer), /These would tell who was there: Washburne/)
  await organizer.getByRole('button', { name: 'Remove' }).click()
  await write('One company pays two maintainers')
  await organizer.locator('[name=attribution]').fill('The touchpoint')
  await organizer.getByRole('button', { name: 'Prepare' }).click()
  await organizer.getByRole('button', { name: 'I have read it: publish' }).click()
  assert.match(await textOf(organizer), /read by a second person/)
  await reader.goto(office.url + session)
  await reader.getByRole('button', { name: 'I have read it: publish' }).click()
  assert.match(await textOf(reader), /Published/)
})

test('everybody reads what was published, and nobody learns who was there', async () => {
  const visitor = await (await browser.newContext({ locale: 'zh-CN', viewport: { width: 360, height: 800 } })).newPage()
  await visitor.goto(`${office.url}/public/calls${session.replace('/sessions', '')}`)
  const shown = await textOf(visitor)
  assert.match(shown, /One company pays two maintainers/)
  assert.match(shown, /依据查塔姆宫规则/)
  assert.doesNotMatch(shown, /Washburne|Serenity|Olga|Rita/)
  for (const path of ['/public/calls', `/public/calls${session.replace('/sessions', '')}`]) {
    await visitor.goto(office.url + path)
    assert.ok(Number(await visitor.evaluate('document.documentElement.scrollWidth')) <= 360, path)
  }
  const feed = await (await fetch(`${office.url}/public/calendars/series/touchpoint.ics`)).text()
  assert.match(feed, /^BEGIN:VCALENDAR\r\n/)
  assert.match(feed, /TZID:America\/New_York/)
  assert.doesNotMatch(feed, /Washburne|Rita/)
  await visitor.context().close()
})

test('no page of the calls complained but of what was refused', () => {
  assert.deepEqual(
    complaints.filter(complaint => !/status of 40[03]/.test(complaint)),
    [],
  )
})
