import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { distrustMessage } from '../../lib/standard-webhooks/standard-webhooks.ts'
import { cut, cutBytes, escapeMarkdown } from './chat-text.ts'
import { matchesEvent } from './match-event.ts'
import { PresetName } from './model.ts'
import type { Outgoing } from './preset.ts'
import { presets } from './presets.ts'
import { retryAfter } from './retry-after.ts'

const now = new Date('2026-11-21T12:00:00Z')
const seconds = String(now.getTime() / 1000)
const outgoing: Outgoing = {
  id: 'msg_1',
  event: 'request.decided',
  at: '2026-11-21T11:59:00.000Z',
  data: { request: 7 },
  text: 'Approved: left-pad\nby @all of <Ada> & *Bo* [x](https://evil.example)',
  link: 'https://office.example/requests/7',
  locale: 'en',
  now,
  secrets: [],
}

function bodyOf(name: PresetName, change: Partial<Outgoing> = {}) {
  return JSON.parse(presets[name].write({ ...outgoing, ...change }).body)
}

test('every preset writes JSON under its own name, whatever people wrote', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PresetName.options),
      fc.string({ unit: 'binary', maxLength: 9000 }),
      (name, text) => {
        const secrets = presets[name].secret === 'ours' ? [`whsec_${Buffer.alloc(32).toString('base64')}`] : []
        const { body, headers } = presets[name].write({ ...outgoing, text, secrets })
        assert.equal(presets[name].name, name)
        assert.equal(headers['content-type'], 'application/json; charset=utf-8')
        assert.equal(typeof JSON.parse(body), 'object')
        assert.ok(Buffer.byteLength(body) < 64 * 1024)
      },
    ),
  )
})

test('a program gets the event, its data and a signature that it can verify', () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const { body, headers } = presets.standard.write({ ...outgoing, secrets: [secret] })
  assert.deepEqual(JSON.parse(body), {
    type: 'request.decided',
    timestamp: '2026-11-21T11:59:00.000Z',
    data: { request: 7 },
    text: outgoing.text,
    link: 'https://office.example/requests/7',
  })
  assert.equal(distrustMessage(headers, body, secret, now), undefined)
  assert.deepEqual([headers['webhook-id'], headers['webhook-timestamp']], ['msg_1', seconds])
})

test('Slack gets blocks in which nobody is mentioned and nothing linked', () => {
  const text = 'Approved: left-pad\nby @all of &lt;Ada&gt; &amp; *Bo* [x](https://evil.example)'
  assert.deepEqual(bodyOf('slack'), {
    text,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } },
      {
        type: 'actions',
        elements: [{ type: 'button', text: { type: 'plain_text', text: 'Open in ospo' }, url: outgoing.link }],
      },
    ],
  })
})

test('Teams gets an Adaptive Card', () => {
  assert.deepEqual(bodyOf('teams', { locale: 'zh' }), {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: outgoing.text }] }],
          actions: [{ type: 'Action.OpenUrl', title: '在 ospo 中打开', url: outgoing.link }],
        },
      },
    ],
  })
})

test('Mattermost gets Markdown in which what people wrote is no markup and wakes nobody', () => {
  assert.deepEqual(bodyOf('mattermost'), {
    text: 'Approved: left-pad\nby @\u200ball of \\<Ada\\> & \\*Bo\\* \\[x\\](https://evil.example)\n\n[Open in ospo](https://office.example/requests/7)',
  })
})

test('Feishu gets a post, signed in its body where the bot has a secret', () => {
  const content = {
    post: {
      zh_cn: {
        title: 'Approved: left-pad',
        content: [
          [{ tag: 'text', text: 'by @all of <Ada> & *Bo* [x](https://evil.example)' }],
          [{ tag: 'a', text: '在 ospo 中打开', href: outgoing.link }],
        ],
      },
    },
  }
  assert.deepEqual(bodyOf('feishu', { locale: 'zh' }), { msg_type: 'post', content })
  const sign = createHmac('sha256', `${seconds}\nrobot secret`).update('').digest('base64')
  assert.deepEqual(bodyOf('feishu', { locale: 'zh', secrets: ['robot secret'] }), {
    timestamp: seconds,
    sign,
    msg_type: 'post',
    content,
  })
})

test('DingTalk gets a link, signed in its address where the robot has a secret', () => {
  const { body, query } = presets.dingtalk.write({ ...outgoing, secrets: ['SEC1'] })
  assert.deepEqual(JSON.parse(body), {
    msgtype: 'link',
    link: { title: 'Approved: left-pad', text: outgoing.text, picUrl: '', messageUrl: outgoing.link },
  })
  const timestamp = String(now.getTime())
  const sign = createHmac('sha256', 'SEC1').update(`${timestamp}\nSEC1`).digest('base64')
  assert.deepEqual(query, { timestamp, sign })
  assert.equal(presets.dingtalk.write(outgoing).query, undefined)
})

test('WeCom gets plain text of 2048 bytes at the most', () => {
  assert.deepEqual(bodyOf('wecom'), { msgtype: 'text', text: { content: `${outgoing.text}\n${outgoing.link}` } })
  const { content } = bodyOf('wecom', { text: '审批'.repeat(1000) }).text
  assert.ok(Buffer.byteLength(content) <= 2048 && Buffer.byteLength(content) > 2000)
  assert.match(content, /审?批?…\nhttps:\/\/office\.example\/requests\/7$/)
})

test('an answer of 200 that refuses is known for what it is', () => {
  assert.deepEqual(
    [
      presets.feishu.refusal?.('{"code":19021,"msg":"sign match fail"}'),
      presets.feishu.refusal?.('{"StatusCode":0,"StatusMessage":"success","code":0}'),
      presets.dingtalk.refusal?.('{"errcode":310000,"errmsg":"sign not match"}'),
      presets.dingtalk.refusal?.('{"errcode":0,"errmsg":"ok"}'),
      presets.wecom.refusal?.('{"errcode":93000,"errmsg":"invalid webhook url"}'),
      presets.wecom.refusal?.('no JSON'),
      presets.wecom.refusal?.('null'),
      presets.slack.refusal?.('ok'),
    ],
    [
      '19021 sign match fail',
      undefined,
      '310000 sign not match',
      undefined,
      '93000 invalid webhook url',
      undefined,
      undefined,
      undefined,
    ],
  )
})

test('text is cut at whole characters', () => {
  assert.deepEqual([cut('abc', 3), cut('abcd', 3), cut('a😀b', 3)], ['abc', 'ab…', 'a…'])
  assert.deepEqual([cutBytes('审批', 6), cutBytes('审批文', 8), cutBytes('a😀b', 5)], ['审批', '审…', 'a…'])
  assert.equal(escapeMarkdown('a_b'), 'a\\_b')
})

test('a pattern listens to one event, to all that begin alike, or to all', () => {
  const matches: [string, string, boolean][] = [
    ['*', 'request.decided', true],
    ['request.*', 'request.decided', true],
    ['request.*', 'request.review.asked', true],
    ['request.*', 'request', false],
    ['request.*', 'requests.decided', false],
    ['request.decided', 'request.decided', true],
    ['request.decided', 'request.decided.late', false],
    ['*.decided', 'request.decided', true],
    ['*.decided', 'request.asked', false],
  ]
  for (const [pattern, event, expected] of matches)
    assert.equal(matchesEvent(pattern, event), expected, `${pattern} ${event}`)
})

test('it is tried ten times within some three days, later where the receiver asks for it, and never a day later', () => {
  const waits = Array.from({ length: 10 }, (_, i) => retryAfter(i + 1, null, now))
  const hours = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 3_600_000
  assert.ok(hours > 72 && hours < 80, String(hours))
  assert.equal(waits[9], undefined)
  assert.deepEqual(
    [
      retryAfter(1, '120', now),
      retryAfter(1, 'Sat, 21 Nov 2026 12:10:00 GMT', now),
      retryAfter(1, '99999999', now),
      retryAfter(1, 'soon', now),
      retryAfter(1, 'Fri, 20 Nov 2026 12:10:00 GMT', now),
      retryAfter(10, '120', now),
    ],
    [120_000, 600_000, 86_400_000, 5000, 5000, undefined],
  )
})
