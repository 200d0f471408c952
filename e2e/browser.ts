import chromium from '@sparticuz/chromium'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'

/** A real browser that the npm package brings along; it needs no display and looks nothing up. */
export async function startBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A tab of somebody's own. What goes wrong in it is added to `complaints`. */
export async function openTab(
  browser: Browser,
  complaints: string[],
  { address, locale = 'en-US', width = 1280 }: { address?: string; locale?: string; width?: number } = {},
): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height: 900 }, locale })).newPage()
  page.on('pageerror', error => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
  if (address !== undefined) await page.goto(address)
  return page
}

/** What a page says to who reads it. */
export async function textOf(page: Page): Promise<string> {
  return (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')
}
