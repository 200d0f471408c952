import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { createWebhookSecret, distrustMessage, isWebhookSecret, signMessage } from './standard-webhooks.ts'

const secret = `whsec_${Buffer.from('thirty-two bytes for our vectors').toString('base64')}`
const nextSecret = `whsec_${Buffer.from('another key, thirty-two bytes ok').toString('base64')}`
const message = { id: 'msg_1', timestamp: 1_795_000_000, body: '{"type":"request.decided","data":{"名":"é"}}' }
const now = new Date(message.timestamp * 1000)

test('a message is signed over its id, its time and its body, in UTF-8', () => {
  const key = Buffer.from('thirty-two bytes for our vectors')
  const expected = createHmac('sha256', key).update(`msg_1.1795000000.${message.body}`, 'utf8').digest('base64')
  assert.deepEqual(signMessage(message, [secret]), {
    'webhook-id': 'msg_1',
    'webhook-timestamp': '1795000000',
    'webhook-signature': `v1,${expected}`,
  })
})

test('our vectors stay as they are', () => {
  const vectors = [
    [{ id: 'msg_1', timestamp: 1_795_000_000, body: '{}' }, 'v1,An0a32hRSnCT9FpHbzZfQ4k/kQuzpHQawaKj7EMnwFM='],
    [{ id: 'msg_2', timestamp: 0, body: '' }, 'v1,euX/U2MSyhywMeGTuo+1A6viiopayfv/SpyTxWBiVp4='],
    [
      { id: 'msg_3', timestamp: 1_795_000_000, body: '{"text":"请审批"}' },
      'v1,RVRfR4KtrRqFtAnG7n0cgBDFCmS2afnMpdqMLBD4ugE=',
    ],
  ] as const
  for (const [vector, expected] of vectors) assert.equal(signMessage(vector, [secret])['webhook-signature'], expected)
})

test('while secrets change, a receiver that holds either believes the message', () => {
  const headers = signMessage(message, [nextSecret, secret])
  assert.equal(headers['webhook-signature'].split(' ').length, 2)
  assert.equal(distrustMessage(headers, message.body, secret, now), undefined)
  assert.equal(distrustMessage(headers, message.body, nextSecret, now), undefined)
})

test('signatures of versions that we do not know are passed over', () => {
  const headers = signMessage(message, [secret])
  headers['webhook-signature'] = `v1a,AAAA ${headers['webhook-signature']}`
  assert.equal(distrustMessage(headers, message.body, secret, now), undefined)
})

test('a message that was changed, is old, is from the future or lacks a header is not believed', () => {
  const headers = signMessage(message, [secret])
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  assert.deepEqual(
    [
      distrustMessage(headers, `${message.body} `, secret, now),
      distrustMessage({ ...headers, 'webhook-id': 'msg_2' }, message.body, secret, now),
      distrustMessage({ ...headers, 'webhook-timestamp': '1795000001' }, message.body, secret, now),
      distrustMessage(headers, message.body, nextSecret, now),
      distrustMessage({ ...headers, 'webhook-signature': 'v1,' }, message.body, secret, now),
      distrustMessage(headers, message.body, secret, at(300)),
      distrustMessage(headers, message.body, secret, at(301)),
      distrustMessage(headers, message.body, secret, at(-301)),
      distrustMessage({ ...headers, 'webhook-timestamp': 'soon' }, message.body, secret, now),
      distrustMessage({}, message.body, secret, now),
    ],
    [
      'wrong-signature',
      'wrong-signature',
      'wrong-signature',
      'wrong-signature',
      'wrong-signature',
      undefined,
      'too-old',
      'too-new',
      'incomplete',
      'incomplete',
    ],
  )
})

test('a secret is whsec_ and the base64 of 24 to 64 bytes', () => {
  const ofLength = (bytes: number) => `whsec_${Buffer.alloc(bytes, 1).toString('base64')}`
  assert.deepEqual(
    [ofLength(23), ofLength(24), ofLength(64), ofLength(65), 'whsec_', 'secret', 'whsec_!'].map(isWebhookSecret),
    [false, true, true, false, false, false, false],
  )
  assert.ok(isWebhookSecret(createWebhookSecret()))
  assert.notEqual(createWebhookSecret(), createWebhookSecret())
  assert.throws(() => signMessage(message, ['secret']), /whsec_/)
})
