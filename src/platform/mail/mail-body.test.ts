import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderMail } from './mail-body.ts'

test('addresses of the office can be followed from a mail, those that somebody wrote stay words', async () => {
  const link = { href: 'https://office.example/reports', label: 'Open' }
  const text =
    'See https://office.example/stop/x?a=1&b=2 or https://evil.example/ or https://office.example.evil.example/'
  const { html, text: plain } = await renderMail({
    locale: 'en',
    title: 'T',
    sections: [{ title: 'T', text, link }],
    footer: { text: 'F', link },
  })
  assert.ok(plain.includes(text))
  assert.deepEqual(
    [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href),
    ['https://office.example/stop/x?a=1&amp;b=2', link.href, link.href],
  )
})
