import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { createAccount } from '../src/access/accounts/api.ts'
import { addMember, saveGroup } from '../src/access/groups/api.ts'
import { openTab, startBrowser } from './browser.ts'
import { openOffice } from './office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let browser: Browser
let officer: Page
let reviewer: Page
let visitor: Page
const links: string[] = []
const complaints: string[] = []

before(async () => {
  office = await openOffice()
  browser = await startBrowser()
  for (const group of ['readers', 'board']) {
    await office.app.call(saveGroup, { group, name: group, purpose: 'reviewer-pool' })
  }
  officer = await hire('Olga', 'officer', 'board')
  reviewer = await hire('Rita', 'reviewer', 'readers')
  visitor = await openPage()
})
after(async () => {
  await browser?.close()
  await office?.close()
})

const openPage = (width = 360) => openTab(browser, complaints, { locale: 'zh-CN', width })

async function hire(name: string, role: string, group: string): Promise<Page> {
  const { account, invitation } = await office.app.call(createAccount, { name, login: name.toLowerCase(), role })
  await office.app.call(addMember, { group, account: account.id })
  const page = await openPage(1280)
  const { pathname, search } = new URL(invitation)
  await page.goto(office.url + pathname + search)
  return page
}

async function textOf(page: Page) {
  return (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')
}

async function isNarrow(page: Page, path: string) {
  await page.goto(office.url + path)
  assert.match(await page.locator('h1').innerText(), /\p{Script=Han}/u, path)
  const wide = await page.evaluate('document.documentElement.scrollWidth')
  assert.ok(Number(wide) <= 360, `${path} is ${wide} wide`)
}

test('the office starts a call whose deadline is noon in Beijing', async () => {
  await officer.goto(`${office.url}/cfp`)
  await officer.locator('input[name=id]').fill('ospocon')
  await officer.locator('input[name=title-zh]').fill('OSPOCon China 征稿')
  await officer.locator('input[name=day]').fill('2099-12-31')
  await officer.getByRole('button', { name: '新建征稿' }).click()
  await officer.waitForURL(/ospocon\/edit/)
  const plan = officer.locator('textarea[name=plan]')
  const written = (await plan.inputValue())
    .replace('openToAll: false', 'openToAll: true')
    .replace('reviewers: office', 'reviewers: readers')
    .replace('committee: office', 'committee: board')
    .replace('reviewsEach: 3', 'reviewsEach: 1')
  await plan.fill(written)
  await officer.getByRole('button', { name: '保存' }).click()
  await officer.getByRole('button', { name: '开放征稿' }).click()
  assert.match(
    await textOf(officer),
    /2099年12月31日.*12:00.*巴黎: 2099年12月31日.*05:00.*巴尔的摩: 2099年12月30日.*23:00/,
  )
})

test('anybody sees the four formats and their rules in Chinese', async () => {
  await isNarrow(visitor, '/public/cfp/ospocon')
  const shown = await textOf(visitor)
  for (const rule of ['1 × 讲者', '2 × 辩手 + 0–1 × 主持人', '3–6 × 嘉宾 + 1 × 主持人', '不用幻灯片'])
    assert.ok(shown.includes(rule), `${rule}: ${shown}`)
  await isNarrow(visitor, '/public/cfp/ospocon/propose')
  assert.equal(await visitor.locator('a.tile').count(), 4)
})

test('a round table with two guests is told what it lacks', async () => {
  await isNarrow(visitor, '/public/cfp/ospocon/propose?format=round-table')
  await visitor.locator('input[name=title-zh]').fill('圆桌')
  await visitor.locator('textarea[name=abstract-zh]').fill('摘要')
  await visitor.evaluate("document.querySelector('form.stack').noValidate = true")
  await visitor.locator('input[name=s0-name]').fill('甲')
  await visitor.locator('input[name=s0-email]').fill('a@a.example')
  await visitor.getByRole('button', { name: '提交投稿' }).click()
  assert.match(
    await textOf(visitor),
    /“嘉宾”需要 3 至 6 人，目前填写了 1 人；圆桌讨论的“主持人”需要 1 人，目前填写了 0 人/,
  )
})

test('two people propose a debate in Chinese, and each has a link of their own', async () => {
  await visitor.goto(`${office.url}/public/cfp/ospocon/propose?format=debate`)
  await visitor.locator('input[name=title-zh]').fill('每家公司都需要开源办公室吗？')
  await visitor.locator('textarea[name=abstract-zh]').fill('正方王小明与反方的辩论')
  for (const [row, name, email] of [
    ['s0', '王小明', 'wang@works.example'],
    ['s1', '李晓红', 'li@else.example'],
  ]) {
    await visitor.locator(`input[name=${row}-name]`).fill(name ?? '')
    await visitor.locator(`input[name=${row}-email]`).fill(email ?? '')
  }
  await visitor.getByRole('button', { name: '提交投稿' }).click()
  assert.match(await textOf(visitor), /投稿已提交.*会透露身份.*王小明/)
  for (const link of await visitor.locator('a.mono').all()) links.push((await link.getAttribute('href')) ?? '')
  assert.equal(links.length, 2)
})

test('the other side agrees by the link, without an account', async () => {
  await isNarrow(visitor, links[1] ?? '')
  await visitor.getByLabel('同意录制并公开').check()
  await visitor.getByRole('button', { name: '我同意参加' }).click()
  assert.match(await textOf(visitor), /已同意/)
})

test('a reviewer votes for what she wants to hear, and reviews without names', async () => {
  await reviewer.goto(`${office.url}/cfp/ospocon/demand`)
  await reviewer.locator('input[name=text-zh]').fill('如何让领导付费？')
  await reviewer.getByRole('button', { name: '提出' }).click()
  assert.match(await textOf(reviewer), /如何让领导付费？.*撤回/)
  await officer.goto(`${office.url}/cfp/ospocon`)
  await officer.getByRole('button', { name: '截稿并分配评审' }).click()
  await reviewer.goto(`${office.url}/cfp/ospocon/reviews`)
  await reviewer.getByRole('link', { name: /开源办公室/ }).click()
  const shown = await textOf(reviewer)
  assert.match(shown, /正方▇▇▇与反方的辩论/)
  assert.doesNotMatch(shown, /小明|晓红|works/)
  for (const criterion of ['content', 'practice', 'clarity'])
    await reviewer.locator(`input[name=score-${criterion}][value="5"]`).check()
  await reviewer.getByRole('button', { name: '提交评审' }).click()
  assert.match(await textOf(reviewer), /已完成/)
})

test('the committee decides and announces, and the speakers say that they come', async () => {
  await officer.goto(`${office.url}/cfp/ospocon/ranking`)
  assert.match(await textOf(officer), /80%/)
  await officer.getByText('决定', { exact: true }).last().click()
  await officer.getByRole('button', { name: '录用', exact: true }).click()
  await visitor.goto(office.url + (links[0] ?? ''))
  assert.doesNotMatch(await textOf(visitor), /已录用/)
  await officer.getByRole('button', { name: '公布全部结果' }).click()
  await visitor.goto(office.url + (links[0] ?? ''))
  assert.match(await textOf(visitor), /已录用/)
  await visitor.getByRole('button', { name: '确认出席' }).click()
  assert.match(await textOf(visitor), /已确认/)
})

test('the debate gets its place by keyboard, then another by drag, and the program is published', async () => {
  await officer.goto(`${office.url}/programs`)
  await officer.locator('input[name=id]').fill('ospocon')
  await officer.locator('input[name=title-zh]').fill('OSPOCon China 议程')
  await officer.locator('input[name=call]').fill('ospocon')
  await officer.getByRole('button', { name: '新建议程' }).click()
  await officer.waitForURL(/programs\/ospocon\/edit/)
  await officer.goto(`${office.url}/programs/ospocon`)
  await officer.getByRole('button', { name: '纳入已录用的演讲' }).click()
  await officer.getByRole('link', { name: /开源办公室吗/ }).click()
  await officer.locator('select[name=place]').selectOption({ label: '2027-04-23 09:00' })
  await officer.locator('select[name=room]').selectOption('hall')
  await officer.getByRole('button', { name: '调整' }).click()
  await officer.waitForURL(/programs\/ospocon/)
  await officer.goto(`${office.url}/programs/ospocon`)
  const talk = officer.locator('.timetable a.slot')
  await talk.dragTo(officer.locator('td[data-room=room-a]').nth(1))
  await officer.waitForURL(/day=2027-04-23/)
  assert.equal(await officer.locator('tbody tr').nth(1).locator('td[data-room=room-a] a.slot').count(), 1)
  await officer.getByRole('button', { name: '发布' }).click()
  assert.match(await textOf(officer), /已发布，第 1 版/)
})

test('everybody sees the program, and apps read it', async () => {
  await isNarrow(visitor, '/public/programs/ospocon')
  assert.match(await textOf(visitor), /09:45 每家公司都需要开源办公室吗？ 分会场 A · 双人辩论 · 40′ 王小明、李晓红/)
  const read = async (ending: string) =>
    (await fetch(`${office.url}/public/schedules/ospocon.${ending}?lang=zh`)).text()
  assert.match(await read('xml'), /<person id="1">王小明<\/person>/)
  assert.match(await read('json'), /"time_zone_name": "Asia\/Shanghai"/)
  assert.match(await read('ics'), /DTSTART:20270423T014500Z/)
  assert.doesNotMatch((await read('xml')) + (await read('json')) + (await read('ics')), /works\.example|else\.example/)
})

test('every page of it in Chinese, narrow, without scrolling sideways', async () => {
  await officer.setViewportSize({ width: 360, height: 800 })
  const inside = ['', '/demand', '/ranking', '/edit'].map(path => `/cfp/ospocon${path}`)
  for (const path of ['/cfp', ...inside, '/programs', '/programs/ospocon', '/programs/ospocon/edit', '/public/cfp'])
    await isNarrow(officer, path)
})

test('no page complained but of what was refused', () => {
  assert.deepEqual(
    complaints.filter(complaint => !/status of 400/.test(complaint)),
    [],
  )
})
