import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { textOf } from './browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Result {
  violations: { id: string; impact: string; nodes: { html: string }[] }[]
}

/** What would keep somebody from using a page; by these rules of axe, or by all. */
export async function findBarriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate<Result>(
    rules ? `axe.run({ runOnly: ${JSON.stringify(rules)} })` : 'axe.run()',
  )
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html)}`)
}

/** Of each page: it is there, in Chinese, and on a phone it does not scroll sideways. */
export async function checkFits(page: Page, origin: string, paths: readonly string[]) {
  await page.setViewportSize({ width: 360, height: 800 })
  for (const path of paths) {
    const answer = await page.goto(`${origin}${path}${path.includes('?') ? '&' : '?'}lang=zh`)
    assert.equal(answer?.status(), 200, path)
    assert.match(await textOf(page), /\p{Script=Han}/u, path)
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    assert.ok(Number(wide) <= 360, `${path} is ${wide} wide`)
  }
}

/** Of each page: in Chinese and on a phone it does not scroll sideways, and keeps nobody out. */
export async function checkNarrowInChinese(page: Page, origin: string, paths: readonly string[]) {
  await page.setViewportSize({ width: 360, height: 800 })
  for (const path of paths) {
    await page.goto(`${origin}${path}?lang=zh`)
    assert.match(await page.locator('h1').innerText(), /\p{Script=Han}/u, path)
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    assert.ok(Number(wide) <= 360, `${path} is ${wide} wide`)
    assert.deepEqual(await findBarriers(page), [], path)
  }
}
