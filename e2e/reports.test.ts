import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { startSurvey } from '../src/health/surveys/api.ts'
import { NewCampaign } from '../src/health/surveys/model.ts'
import { checkFits } from './axe.ts'
import { startBrowser } from './browser.ts'
import { openOffice } from './office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let browser: Browser
let page: Page
let visitor: Page
const complaints: string[] = []

before(async () => {
  office = await openOffice()
  await office.scan(office.code)
  browser = await startBrowser()
  page = await newPage()
  await page.goto(await office.signInLink())
  visitor = await newPage()
})
after(async () => {
  await browser?.close()
  await office?.close()
})

async function newPage(options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', ...options })
  const fresh = await context.newPage()
  fresh.on('pageerror', error => complaints.push(error.message))
  fresh.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return fresh
}

async function textOf(of: Page) {
  return (await of.locator('main').innerText()).replaceAll(/\s+/g, ' ')
}

const commits = (of: Page) => of.locator('section', { hasText: 'How many changes to the code' }).locator('.card-aside')

test('a stretch of time is drawn over, and stands in the address', async () => {
  await page.goto(`${office.url}/projects/web-shop`)
  await page.getByRole('link', { name: 'Report', exact: true }).click()
  assert.equal(await commits(page).innerText(), '3 commits')
  const brush = page.locator('[data-brush]')
  const box = await brush.boundingBox()
  assert.ok(box)
  // The stretch goes on to the present, whenever that is.
  const days = (await brush.getAttribute('data-days'))?.split(',') ?? []
  const begin = days.findIndex(day => day > '2026-02-10')
  await page.mouse.move(box.x + (box.width * (begin + 0.5)) / days.length, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 2, box.y + 20, { steps: 4 })
  await page.mouse.up()
  await page.waitForURL(url => url.search === `?from=${days[begin]}`)
  await commits(page).getByText('2 commits').waitFor()
  assert.equal(await page.locator('input[name=from]').inputValue(), days[begin])
})

test('without scripts two fields for days do the same', async () => {
  const plain = await newPage({ javaScriptEnabled: false })
  await plain.goto(await office.signInLink())
  await plain.goto(`${office.url}/reports/project/web-shop`)
  await plain.locator('input[name=from]').fill('2026-03-01')
  await plain.locator('input[name=to]').fill('2026-05-01')
  await plain.getByRole('button', { name: 'Show' }).first().click()
  assert.match(plain.url(), /\?from=2026-03-01&to=2026-05-01$/)
  assert.equal(await commits(plain).innerText(), '1 commits')
})

test('what happened on a day is noted beside the curves, and what stands behind a number is one click away', async () => {
  await page.goto(`${office.url}/reports/project/web-shop?metrics=commits`)
  await page.getByText('Add a note', { exact: true }).first().click()
  const form = page.locator('form[action="/annotations"]')
  await form.locator('[name=day]').fill('2026-03-10')
  await form.locator('[name=title]').fill('A new forge')
  await form.getByRole('button', { name: 'Add a note' }).click()
  assert.equal(page.url(), `${office.url}/reports/project/web-shop?metrics=commits`)
  assert.match(await textOf(page), /1 Mar 10, 2026 A new forge note 2 May 5, 2026 v1\.0\.0 release/)
  await page.getByText('Where this comes from').first().click()
  assert.match(await textOf(page), /Definition:.*CHAOSS: Code Changes Commits The rows behind it/)
  const answer = await page.request.get(
    `${office.url}${await page.getByRole('link', { name: 'CSV' }).first().getAttribute('href')}`,
  )
  assert.match(await answer.text(), /^commits,Code changes: commits,period,,,3,commits/m)
})

test('a badge is seen by others once it is public', async () => {
  await page.getByRole('link', { name: 'As a badge' }).click()
  const form = page.locator('form[action="/badges"]')
  await form.locator('[name=good]').fill('3')
  await form.locator('[name=poor]').fill('1')
  await form.getByRole('button', { name: 'Save' }).click()
  const address = `${office.url}/public/badges/web-shop-commits.svg`
  assert.equal((await visitor.request.get(address)).status(), 404)
  await page.getByRole('button', { name: 'Make public' }).click()
  const answer = await visitor.request.get(address)
  assert.match(await answer.text(), /<title>Code changes: commits: 3<\/title>.*#1b7f4b/)
})

test('a report comes by mail, and does not any more', async () => {
  await page.goto(`${office.url}/reports/cohort/web-shop`)
  assert.match(await textOf(page), /Why these are similar.*notes/)
  await page.getByRole('button', { name: 'Send it to me' }).click()
  assert.match(await textOf(page), /Among similar projects web-shop every month/)
  await page.getByRole('button', { name: 'Send it no more' }).click()
  assert.match(await textOf(page), /You get no report by mail/)
})

test('every report in Chinese, narrow, without scrolling sideways', async () => {
  await checkFits(page, office.url, [
    '/reports',
    '/reports/project/web-shop?groupBy=kind',
    '/reports/cohort/web-shop',
    '/badges?metric=commits',
    '/annotations',
    '/report-subscriptions',
  ])
})

test('who clicks again while the answer is on its way sends it once', async () => {
  const wish = { form: 'psychological-safety', audience: 'everybody', to: '2099-12-31' } as const
  const { id } = await office.app.call(startSurvey, NewCampaign.parse(wish))
  await visitor.goto(`${office.url}/public/surveys/${id}`)
  await visitor.locator('input[name="answer.ask"][value="4"]').check()
  let sent = 0
  await visitor.route('**/public/surveys/*', async route => {
    sent++
    await sleep(1000)
    // What the browser gave up for a later one cannot go on.
    await route.continue().catch(() => undefined)
  })
  await visitor.getByRole('button', { name: 'Send' }).evaluate((button: { click(): void }) => {
    button.click()
    setTimeout(() => button.click(), 300)
  })
  await visitor.getByText('Thank you').first().waitFor()
  assert.equal(sent, 1)
})

test('no page complained', () => assert.deepEqual(complaints, []))
