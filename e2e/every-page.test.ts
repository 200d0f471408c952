import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { features } from '../src/app/features.ts'
import { findBarriers } from './axe.ts'
import { openTab, startBrowser } from './browser.ts'
import { fill } from './filled-office.ts'
import { openOffice } from './office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let browser: Browser
let page: Page
const complaints: string[] = []
/** An address of each page, by its path. */
const examples = new Map<string, string>()
/** So many of each path are looked into for links to others. */
const mostLookedInto = 6

/** What leads on to another page, or comes from another program. */
const apart = ['/sign-in', '/sign-in/sso', '/sign-in/callback', '/identities/confirm', '/library/{id}/translations']

before(async () => {
  office = await openOffice()
  await office.scan(office.code)
  const links = await fill(() => office.app.localContext())
  browser = await startBrowser()
  page = await openTab(browser, complaints)
  await page.goto(await office.signInLink())
  await explore(links)
})
after(async () => {
  await browser?.close()
  await office?.close()
})

const paths = features
  .flatMap(({ pages = [] }) => pages.map(({ path }) => path))
  .filter(path => !apart.includes(path))
  // Of two that fit, the one with fewer blanks is meant.
  .sort((a, b) => blanksIn(a) - blanksIn(b))

function blanksIn(path: string) {
  return path.split('{').length
}

function pathOf(address: string): string | undefined {
  return paths.find(path => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(address))
}

/** Follows every link, until no page of a new kind is found. */
async function explore(links: readonly string[]) {
  const looked = new Map<string, Set<string>>()
  const waiting = ['/', '/api', ...paths.filter(path => !path.includes('{')), ...links]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const path = pathOf(next.split(/[?#]/)[0] ?? '')
    const known = looked.get(path ?? '') ?? new Set()
    if (path === undefined || known.has(next) || known.size >= mostLookedInto) continue
    looked.set(path, known.add(next))
    const answer = await page.request.get(office.url + next)
    if (answer.status() !== 200) continue
    if (!examples.has(path)) examples.set(path, next)
    const text = await answer.text()
    for (const [, link = ''] of text.matchAll(/href="(\/[^"]*)"/g)) waiting.push(link.replaceAll('&amp;', '&'))
  }
}

test('every page has something to show, and is found from others', () => {
  assert.deepEqual(
    paths.filter(path => !examples.has(path)),
    [],
  )
})

// What a page is made of is the same in the dark and on a phone: there only what can differ is looked at again.
for (const { theme, width, lang, rules } of [
  { theme: 'light', width: 1280, lang: 'en', rules: undefined },
  { theme: 'dark', width: 1280, lang: 'zh', rules: ['color-contrast'] },
  { theme: 'light', width: 360, lang: 'zh', rules: ['scrollable-region-focusable'] },
] as const) {
  test(`axe finds nothing serious on any page, and nothing overflows: ${theme}, ${width} px, ${lang}`, async () => {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: theme })
    const wrong: string[] = []
    for (const example of ['/api', ...examples.values()]) {
      const answer = await page.goto(`${office.url}${example}${example.includes('?') ? '&' : '?'}lang=${lang}`)
      if (answer?.status() !== 200) wrong.push(`${example} answers ${answer?.status()}`)
      const language = await page.locator('html').getAttribute('lang')
      if (language !== (lang === 'zh' ? 'zh-CN' : 'en')) wrong.push(`${example} is in ${language}`)
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      if (overflow > 0) wrong.push(`${example} is ${overflow} px too wide`)
      wrong.push(...(await findBarriers(page, rules)).map(barrier => `${example}: ${barrier}`))
    }
    assert.deepEqual(wrong, [])
  })
}

test('no page complained', () => assert.deepEqual(complaints, []))
