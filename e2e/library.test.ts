import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { addLibraryItem, publishLibraryItem } from '../src/community/library/api.ts'
import { savePartner } from '../src/community/partners/api.ts'
import { checkFits } from './axe.ts'
import { openTab, startBrowser, textOf } from './browser.ts'
import { openOffice } from './office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let browser: Browser
let page: Page
let visitor: Page
const complaints: string[] = []

before(async () => {
  office = await openOffice()
  browser = await startBrowser()
  page = await newPage()
  await page.goto(await office.signInLink())
  visitor = await newPage()
})
after(async () => {
  await browser?.close()
  await office?.close()
})

const newPage = () => openTab(browser, complaints)

test('a guide is written in Chinese, published, and found by anybody by a word in it', async () => {
  await page.goto(`${office.url}/library`)
  await page.getByRole('link', { name: 'Add an item' }).click()
  const form = page.locator('form.stack')
  await form.locator('[name=title]').fill('大学开源办公室指南')
  await form.locator('[name=language]').fill('zh')
  await form
    .locator('[name=body]')
    .fill('# 第一步\n\n获得**授权**。\n\n# 第二步\n\n| 事项 | 负责人 |\n|---|---|\n| 清单 | 图书馆 |')
  await form.locator('[name=authors]').fill('张三')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Publish' }).click()
  assert.match(await textOf(page), /published/)
  await visitor.goto(`${office.url}/public/library`)
  await visitor.locator('input[name=text]').fill('授权')
  await visitor.getByRole('button', { name: 'Filter' }).click()
  assert.equal(await visitor.locator('mark').innerText(), '授权')
  await visitor.getByRole('link', { name: '大学开源办公室指南' }).click()
  assert.match(await textOf(visitor), /张三.*License: CC-BY-4\.0/)
})

test('a chapter is taken on, translated, published, and behind once its source moves on', async () => {
  await page.getByText('Take it on', { exact: true }).first().click()
  const claim = page.locator('form[action$="/claims"]')
  await claim.locator('[name=language]').fill('en')
  await claim.locator('[name=chapter]').selectOption({ label: '第一步' })
  await claim.getByRole('button', { name: 'Take it on' }).click()
  assert.match(await textOf(page), /第一步 en admin/)
  await page.locator('form[action$="/translations"] [name=language]').fill('en')
  await page.getByRole('button', { name: 'Translate' }).click()
  const form = page.locator('form.stack')
  await form.locator('[name=title]').fill('Guide for universities')
  await form.locator('[name=body]').fill('# First\n\nGet a mandate.')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Publish' }).click()
  await visitor.goto(`${office.url}/public/library?text=mandate`)
  await visitor.getByRole('link', { name: 'Guide for universities' }).click()
  assert.match(await textOf(visitor), /up to date/)

  await page.goto(`${office.url}/library/${encodeURIComponent('大学开源办公室指南')}/edit`)
  await page.locator('[name=body]').fill('# 第一步\n\n另一件事。')
  await page.locator('form.stack').getByRole('button', { name: 'Save' }).click()
  await visitor.reload()
  assert.match(await textOf(visitor), /behind its source/)
})

test('institutions sign an agreement, and their case is public once all have approved it', async () => {
  const city = { partner: 'city-of-paris', kind: 'city', name: { en: 'City of Paris', zh: '巴黎市' } } as const
  const center = { partner: 'st-francis', kind: 'neighborhood-center', name: { en: 'St. Francis', zh: '' } } as const
  for (const partner of [city, center]) await office.app.call(savePartner, partner)
  await page.goto(`${office.url}/partner-agreements`)
  await page.getByText('Add an agreement').last().click()
  const form = page.locator('form[action="/partner-agreements"]')
  await form.locator('[name=title-en]').fill('Tools for neighbors')
  await form.locator('[name=since]').fill('2026-12-01')
  for (const box of await form.locator('[name=partner]').all()) await box.check()
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Offer it to be signed' }).click()
  await page.getByRole('button', { name: 'Sign', exact: true }).first().click()
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  assert.match(await textOf(page), /in force/)

  await page.goto(`${office.url}/partner-cases`)
  await page.getByText('Add a case').last().click()
  const story = page.locator('form[action="/partner-cases"]')
  await story.locator('[name=title-en]').fill('Open tools for a neighborhood')
  await story.locator('[name=body-en]').fill('We did it **together**.')
  for (const box of await story.locator('[name=partner]').all()) await box.check()
  await story.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Ask for approval' }).click()
  const address = page.url().replace('/partner-cases/', '/public/cases/')
  assert.equal((await visitor.goto(address))?.status(), 404)
  for (const partner of ['city-of-paris', 'st-francis']) {
    const answer = page.locator('form[action$="/answers"]')
    await page.locator('details', { has: answer }).locator('summary').first().click()
    await answer.locator('[name=partner]').selectOption(partner)
    await answer.locator('[name=given]').fill('letter of 20 November 2026')
    await answer.getByRole('button', { name: 'Approve' }).click()
  }
  await page.getByRole('button', { name: 'Publish' }).click()
  assert.equal((await visitor.goto(address))?.status(), 200)
  assert.match(await textOf(visitor), /We did it together\..*City of Paris, St\. Francis/)
  // The browser told of the page that was not there.
  complaints.length = 0
})

test('every page of library and partners in Chinese, narrow, without scrolling sideways', async () => {
  const wordy = await office.app.call(addLibraryItem, {
    title: 'Very-long-words-that-do-not-end'.repeat(5),
    id: 'wordy',
    kind: 'reference',
    body: `\`${'code'.repeat(60)}\`\n\n\`\`\`\n${'wide '.repeat(60)}\n\`\`\`\n\nhttps://a.example/${'x'.repeat(200)}\n\n|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n|${'cell|'.repeat(6)}`,
    address: `https://b.example/${'y'.repeat(200)}`,
    authors: [{ name: 'Ada' }],
  })
  await office.app.call(publishLibraryItem, { item: wordy.id })
  await checkFits(page, office.url, [
    '/library',
    '/library?text=long',
    '/library/new',
    '/library/wordy',
    '/library/wordy/edit',
    '/library/wordy/translations/zh',
    '/library/links',
    '/library/import',
    '/library/collections',
    '/public/library',
    '/public/library/wordy',
    '/partners',
    '/partners/city-of-paris',
    '/partner-goals',
    '/partner-agreements',
    '/partner-agreements/tools-for-neighbors',
    '/partner-activities',
    '/partner-cases',
    '/partner-cases/open-tools-for-a-neighborhood',
    '/public/cases',
    '/public/cases/open-tools-for-a-neighborhood',
  ])
})

test('no page complained', () => assert.deepEqual(complaints, []))
