import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Failure } from '../failure.ts'
import { readSpooled, readUpload, spoolUpload } from './read-upload.ts'

const mebibyte = 1024 ** 2
const limits = { received: 2 * mebibyte, unpacked: 32 * mebibyte }

/** Sends in pieces, and tells how many were asked for. */
function send(bytes: Uint8Array, size = 1000) {
  const sent = { pieces: 0, isClosed: false }
  async function* pieces() {
    try {
      for (let at = 0; at < bytes.length; at += size) {
        sent.pieces++
        yield bytes.subarray(at, at + size)
      }
    } finally {
      sent.isClosed = true
    }
  }
  return { stream: pieces(), sent }
}

async function refusalOf(promise: Promise<unknown>): Promise<[string, string]> {
  const error = await promise.then(
    () => undefined,
    cause => cause,
  )
  assert.ok(error instanceof Failure, String(error))
  return [error.code, error.text.en]
}

test('a file comes in as it was sent, or unpacked where it was packed', async () => {
  const text = Buffer.from('{"a": "ä"}')
  const packed = gzipSync(text)
  for (const size of [1, 3, 1000]) {
    assert.deepEqual(await readUpload(send(text, size).stream, limits), {
      content: text,
      received: 11,
      isPacked: false,
    })
    assert.deepEqual(await readUpload(send(packed, size).stream, limits), {
      content: text,
      received: packed.length,
      isPacked: true,
    })
  }
  assert.deepEqual(await readUpload(send(Buffer.alloc(0)).stream, limits), {
    content: Buffer.alloc(0),
    received: 0,
    isPacked: false,
  })
})

test('a file that is too large is refused before all of it has come', async () => {
  const { stream, sent } = send(Buffer.alloc(8 * mebibyte), mebibyte)
  assert.deepEqual(await refusalOf(readUpload(stream, limits)), ['too-large', 'The file is larger than 2 MiB'])
  assert.deepEqual(sent, { pieces: 3, isClosed: true })
})

test('a file that swells is refused while it swells', async () => {
  const bomb = gzipSync(Buffer.alloc(256 * mebibyte))
  const before = process.memoryUsage().rss
  const { stream, sent } = send(bomb)
  assert.deepEqual(await refusalOf(readUpload(stream, limits)), [
    'too-large',
    'The file becomes more than 200 times larger when it is unpacked: send it unpacked if it is what it should be',
  ])
  assert.equal(sent.isClosed, true)
  assert.ok(sent.pieces * 1000 < bomb.length)
  assert.ok(process.memoryUsage().rss - before < 100 * mebibyte)
})

test('a file that becomes too large by fair means is refused at the limit', async () => {
  const bytes = Buffer.alloc(4 * mebibyte)
  for (let at = 0; at < bytes.length; at++) bytes[at] = (at * at) >> 7
  const refusal = await refusalOf(
    readUpload(send(gzipSync(bytes)).stream, { received: 64 * mebibyte, unpacked: mebibyte }),
  )
  assert.deepEqual(refusal, ['too-large', 'The file becomes larger than 1 MiB when it is unpacked'])
})

test('packed files that are cut off or spoilt are refused', async () => {
  const packed = gzipSync(Buffer.from('hello'.repeat(1000)))
  const spoilt = Buffer.from(packed)
  spoilt.fill(0xff, 12, 20)
  for (const bytes of [packed.subarray(0, packed.length - 9), spoilt, Buffer.from([0x1f, 0x8b])]) {
    const [code, sentence] = await refusalOf(readUpload(send(bytes).stream, limits))
    assert.equal(code, 'invalid-input')
    assert.equal(sentence, 'The file begins like gzip but cannot be unpacked: send it whole, or unpacked')
  }
})

test('a sender that breaks off is no fault of the file', async () => {
  async function* breaking() {
    yield gzipSync(Buffer.from('hello')).subarray(0, 12)
    throw new Error('gone')
  }
  await assert.rejects(readUpload(breaking(), limits), /gone/)
})

test('what is put on the disk is there unpacked until it is let go, and nothing stays of what is refused', async () => {
  const text = Buffer.from('to and fro '.repeat(1000))
  const upload = await spoolUpload(send(gzipSync(text)).stream, limits)
  assert.deepEqual(readSpooled(upload.path), text)
  await upload[Symbol.asyncDispose]()
  assert.equal(existsSync(dirname(upload.path)), false)
  const refused = spoolUpload(send(Buffer.alloc(3 * mebibyte, 'x'), 64 * 1024).stream, limits)
  assert.deepEqual(await refusalOf(refused), ['too-large', 'The file is larger than 2 MiB'])
})
