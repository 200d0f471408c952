import assert from 'node:assert/strict'
import type { LookupAddress, lookup } from 'node:dns'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { Failure } from '../failure.ts'
import { createOutbound } from './outbound.ts'
import { isPrivateAddress } from './private-address.ts'

const closers: (() => void)[] = []
after(() => {
  for (const close of closers) close()
})

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A name server that answers each question with the next of these. */
function resolver(...answers: LookupAddress[][]) {
  let asked = 0
  const resolve = (_name: string, _options: unknown, callback: (error: null, addresses: LookupAddress[]) => void) =>
    callback(null, answers[Math.min(asked++, answers.length - 1)] ?? [])
  return { resolve: resolve as unknown as typeof lookup, asked: () => asked }
}

async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  assert.ok(error instanceof Failure, String(error))
  return { code: error.code, text: error.text.en }
}

test('it sends what it is given and gives back what is answered', async () => {
  const port = await listen((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      response.writeHead(201, { 'x-seen': String(request.headers['webhook-id']) })
      response.end(`${request.method} ${request.headers['content-length']} ${Buffer.concat(chunks)}`)
    })
  })
  const call = createOutbound({ allowPrivate: true })
  const answer = await call(`http://127.0.0.1:${port}/x`, {
    method: 'POST',
    headers: { 'webhook-id': '1' },
    body: '请',
  })
  assert.deepEqual([answer.status, answer.headers.get('x-seen'), await answer.text()], [201, '1', 'POST 3 请'])
})

test('it calls no address of the own machine or network, however it is written', async () => {
  const port = await listen((_, response) => response.end('secret'))
  const call = createOutbound({ allowPrivate: false })
  const hosts = [
    '127.0.0.1',
    'localhost',
    '127.1',
    '0x7f000001',
    '2130706433',
    '0.0.0.0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::]',
    '10.0.0.1',
    '169.254.169.254',
    '192.168.1.1',
    '[fe80::1]',
    '[fc00::1]',
    '[ff02::1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
  ]
  for (const host of hosts) {
    const { code, text } = await failureOf(call(`http://${host}:${port}/`))
    assert.equal(code, 'not-allowed', host)
    assert.match(text, /OSPO_ALLOW_PRIVATE_WEBHOOKS/)
  }
})

test('a name with a private address among its own is refused', async () => {
  const mixed = [
    { address: '93.184.215.14', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  const call = createOutbound({ allowPrivate: false, ...resolver(mixed) })
  assert.equal((await failureOf(call('http://rebind.example/'))).code, 'not-allowed')
})

test('a name is looked up once, and what was judged is what is connected to', async () => {
  const port = await listen((request, response) => response.end(request.headers.host))
  const names = resolver([{ address: '127.0.0.1', family: 4 }], [{ address: '192.0.2.1', family: 4 }])
  const call = createOutbound({ allowPrivate: true, timeoutMs: 300, resolve: names.resolve })
  const answer = await call(`http://rebind.example:${port}/`)
  assert.deepEqual([await answer.text(), names.asked()], [`rebind.example:${port}`, 1])
})

test('a redirect is an answer and not followed', async () => {
  let calls = 0
  const port = await listen((_, response) => {
    calls++
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  const answer = await createOutbound({ allowPrivate: true })(`http://127.0.0.1:${port}/`)
  assert.deepEqual([answer.status, answer.headers.get('location'), calls], [302, '/elsewhere', 1])
})

test('of an endless answer 64 KiB are read', { timeout: 5000 }, async () => {
  const port = await listen((_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
    response.on('close', () => clearInterval(timer))
  })
  const answer = await createOutbound({ allowPrivate: true })(`http://127.0.0.1:${port}/`)
  assert.equal((await answer.text()).length, 64 * 1024)
})

test('who does not answer, or answers drop by drop, is given up after the time', { timeout: 5000 }, async () => {
  const silent = await listen(() => undefined)
  const slow = await listen((_, response) => {
    const timer = setInterval(() => response.write('x'), 50)
    response.on('close', () => clearInterval(timer))
  })
  const call = createOutbound({ allowPrivate: true, timeoutMs: 200 })
  for (const port of [silent, slow]) {
    assert.deepEqual(await failureOf(call(`http://127.0.0.1:${port}/?key=abc`)), {
      code: 'upstream-failed',
      text: `127.0.0.1:${port} did not answer (ETIMEDOUT): check the address, and that its server runs`,
    })
  }
})

test('an answer without a body stays without, and one that is no HTTP is told', async () => {
  const port = await listen((request, response) => {
    if (request.url === '/odd') response.socket?.end('nonsense\r\n\r\n')
    else response.writeHead(204).end()
  })
  const call = createOutbound({ allowPrivate: true })
  assert.equal((await call(`http://127.0.0.1:${port}/`)).status, 204)
  assert.equal((await failureOf(call(`http://127.0.0.1:${port}/odd`))).code, 'upstream-failed')
})

test('only web addresses are called, and a wrong one is not repeated: it may hold a secret', async () => {
  const call = createOutbound({ allowPrivate: true })
  for (const address of ['file:///etc/passwd', 'ftp://a.example/', 'no address', 'http://user:pass@a.example/']) {
    const { code, text } = await failureOf(call(address))
    assert.equal(code, 'invalid-input')
    assert.doesNotMatch(text, /passwd|a\.example|no address|pass@/)
  }
})

test('public addresses are not private', () => {
  const addresses = ['93.184.215.14', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1']
  assert.deepEqual(
    addresses.map(isPrivateAddress),
    addresses.map(() => false),
  )
})

test('an IPv4 address that is private is so in IPv6 clothes, too', () => {
  fc.assert(
    fc.property(fc.constantFrom(10, 127, 224), fc.nat(255), fc.nat(255), fc.nat(255), (a, b, c, d) => {
      const address = `${a}.${b}.${c}.${d}`
      assert.ok(isPrivateAddress(address))
      assert.ok(isPrivateAddress(`::ffff:${address}`))
      assert.ok(isPrivateAddress(`::${address}`))
      assert.ok(isPrivateAddress(`64:ff9b::${address}`))
    }),
  )
})
