import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { cyclonedx } from '../src/supply-chain/portfolio/sbom-for-tests.ts'
import { openTab, startBrowser, textOf } from './browser.ts'
import { openOffice } from './office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let browser: Browser
let page: Page
const complaints: string[] = []

before(async () => {
  office = await openOffice()
  browser = await startBrowser()
  page = await openTab(browser, complaints, { address: await office.signInLink() })
})
after(async () => {
  await browser?.close()
  await office?.close()
})

/** A supplier's document: the shop needs a starter, and that needs log4j-core. */
function supplied(version: string, log4j: string) {
  const starter = {
    purl: `pkg:maven/org.example/starter@${version}`,
    name: 'starter',
    version,
    supplier: 'Example Ltd',
  }
  const core = {
    purl: `pkg:maven/org.apache.logging.log4j/log4j-core@${log4j}`,
    name: 'log4j-core',
    version: log4j,
    license: 'Apache-2.0',
  }
  const buffer = cyclonedx({ name: 'shop', version, supplier: 'Example Ltd' }, [starter, core])
  return { name: `shop-${version}.cdx.json`, mimeType: 'application/json', buffer }
}

test('a product is added, a release to it, and a supplier’s document to that', async () => {
  await page.goto(`${office.url}/products`)
  const product = page.locator('form[action="/products"][method=post]')
  await product.locator('[name=id]').fill('shop')
  await product.locator('[name=name]').fill('Web shop')
  await product.locator('[name=owner]').fill('Shop team')
  await product.getByRole('button', { name: 'Save' }).click()
  const release = page.locator('form[action="/products/shop/releases"]')
  await release.locator('[name=version]').fill('1.0')
  await release.getByRole('button', { name: 'Save' }).click()
  assert.match(await textOf(page), /State released.*No bills of materials yet/)
  await send(supplied('1.0', '2.14.1'))
  assert.match(await textOf(page), /shop-1\.0\.cdx\.json taken in 0 2/)
})

/** On the page of a release. */
async function send(file: ReturnType<typeof supplied>) {
  const upload = page.locator('form[enctype="multipart/form-data"]')
  await upload.locator('[name=file]').setInputFiles(file)
  await upload.getByRole('button', { name: 'Send' }).click()
}

test('what the document lacks is told with where it could come from', async () => {
  await page.getByRole('link', { name: 'shop-1.0.cdx.json' }).click()
  await page.getByRole('link', { name: 'Quality' }).click()
  const set = page.locator('details', { hasText: 'NTIA' })
  await set.locator('summary').click()
  assert.match(
    await textOf(page),
    /NTIA.*does not conform.*Supplier Name.*1 of 3 miss it pkg:maven\S+log4j-core@2\.14\.1 could come from: metadata of the package registry; the supplier: ask for it/,
  )
})

test('a document goes into another format, and what is lost is shown before', async () => {
  await page.goBack()
  await page.locator('select[name=to]').selectOption('spdx-2.3')
  await page.getByRole('button', { name: 'Show what is lost' }).click()
  assert.match(await textOf(page), /What spdx-2\.3 has no place for.*Download as spdx-2\.3/)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as spdx-2.3' }).click()
  assert.match((await download).suggestedFilename(), /spdx-2\.3\.json$/)
})

test('a component gets an owner, and its versions an end of life', async () => {
  await page.goto(`${office.url}/components/${encodeURIComponent('pkg:maven/org.apache.logging.log4j/log4j-core')}`)
  const owner = page.locator('form[action="/component-owners"]')
  await owner.locator('[name=owner]').fill('Logging team')
  await owner.getByRole('button').click()
  await page.getByText('Say until when versions are kept up').click()
  const end = page.locator('form[action="/ends-of-life"]')
  await end.locator('[name=versions]').fill('2.14')
  await end.locator('[name=ends]').fill('2022-12-31')
  await end.locator('[name=source]').fill('the project’s page')
  await end.getByRole('button').click()
  assert.match(await textOf(page), /Logging team.*2\.14 2022-12-31 – the project’s page Remove/)
})

test('one box tells who uses log4j-core below 2.17: the product, the way, the owner', async () => {
  await page.goto(`${office.url}/components`)
  await page.locator('input[name=text]').fill('log4j-core < 2.17')
  await page.getByRole('button', { name: 'Filter' }).click()
  assert.match(
    await textOf(page),
    /log4j-core 2\.14\.1 Web shop 1\.0 released Apache-2\.0 – transitive org\.example\/starter@1\.0 Logging team 2022-12-31/,
  )
})

test('the next release shows what changed since the one before', async () => {
  await page.goto(`${office.url}/products/shop`)
  const release = page.locator('form[action="/products/shop/releases"]')
  await release.locator('[name=version]').fill('2.0')
  await release.getByRole('button', { name: 'Save' }).click()
  const address = page.url()
  await send(supplied('2.0', '2.17.1'))
  await page.goto(address)
  await page.getByRole('link', { name: 'Compare with another release' }).click()
  assert.match(
    await textOf(page),
    /What changed since 1\.0.*updated pkg:maven\/org\.apache\.logging\.log4j\/log4j-core@2\.17\.1 2\.14\.1 2\.17\.1 up/,
  )
})

test('the same is told in Chinese', async () => {
  const tab = await openTab(browser, complaints, { address: await office.signInLink(), locale: 'zh-CN' })
  await tab.goto(`${office.url}/components?text=${encodeURIComponent('log4j-core < 2.17')}`)
  assert.match(
    await textOf(tab),
    /log4j-core 2\.14\.1 Web shop 1\.0 已发布 Apache-2\.0 – 间接 org\.example\/starter@1\.0 Logging team/,
  )
  await tab.goto(page.url())
  assert.match(await textOf(tab), /自 1\.0 以来的变化.*更新 pkg:maven.*升级/)
  await tab.goto(`${office.url}/products/shop`)
  assert.match(await textOf(tab), /负责人 Shop team 发布版本 2 最新发布 2\.0/)
})

test('nothing went wrong in the browser', () => assert.deepEqual(complaints, []))
