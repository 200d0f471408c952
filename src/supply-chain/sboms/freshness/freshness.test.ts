import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { startEngines } from '../../../../test/engines.ts'
import { openOfficeOfPeople } from '../../../../test/staff.ts'
import { packageOf } from '../../../lib/purl/package-of.ts'
import { Failure } from '../../../platform/failure.ts'
import { createOutbound } from '../../../platform/http/outbound.ts'
import { largestDocument, openPackageMirror } from '../../../platform/http/package-mirror.ts'
import type { ComponentUse } from '../../inventory/model.ts'
import { findLicenseClaims } from '../../licenses/service.ts'
import { askForComponents, countWaiting, measureUses, refreshMetadata } from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))
if (missing) test(missing, { skip: true }, () => undefined)

const packument = {
  time: { '1.0.0': '2020-01-01T00:00:00.000Z', '2.0.0': '2021-01-01T00:00:00.000Z' },
  versions: { '1.0.0': { license: 'MIT' }, '2.0.0': { license: 'ISC' } },
}

function use(purl: string): ComponentUse {
  const [, version = ''] = purl.split('@')
  return { purl, package: packageOf(purl), version, relation: 'direct', scope: 'runtime', manifest: 'package.json' }
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A registry of our own, and who asked it for what. */
async function serve(answer: Answer) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers['if-none-match'] ?? ''}`.trim())
    answer(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  const fetch = createOutbound({ allowPrivate: true, most: largestDocument })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, address, mirror: (setting = `npm=${address}/npm/`) => openPackageMirror(setting, fetch) }
}

const json = (response: ServerResponse, value: unknown, headers = {}) =>
  response.writeHead(200, headers).end(JSON.stringify(value))

async function openOffice(database: string, packageMirror: ReturnType<typeof openPackageMirror> | undefined) {
  const { app, admin, clock } = await openOfficeOfPeople({ database })
  const ctx = { ...admin, reach: { ...admin.reach, packageMirror } }
  const later = (hours: number) => {
    clock.now = new Date(clock.now.getTime() + hours * 3_600_000)
  }
  return { ctx, close: () => app.close(), later }
}

for (const server of servers) {
  test(`metadata is asked for once, kept, and asked again with its ETag (${server.name})`, async () => {
    const registry = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end()
      else json(response, packument, { etag: '"1"' })
    })
    const { ctx, close, later } = await openOffice(await server.create(), registry.mirror())
    const uses = [use('pkg:npm/%40a/b@1.0.0'), use('pkg:hex/c@1.0.0')]
    assert.equal(await askForComponents(ctx, uses, { pause: 0 }), 1)
    assert.equal(await askForComponents(ctx, uses, { pause: 0 }), 0)
    later(25)
    assert.equal(await askForComponents(ctx, uses, { pause: 0 }), 1)
    assert.deepEqual(registry.asked, ['/npm/@a%2Fb', '/npm/@a%2Fb "1"'])
    const { all } = await measureUses(ctx, uses)
    assert.deepEqual([all.components, all.dated, all.libyears], [2, 1, 366 / 365.25])
    const claims = await findLicenseClaims(ctx, ['pkg:npm/%40a/b@1.0.0'])
    assert.deepEqual(
      [...claims.values()].flat().map(({ license, source }) => [license, source]),
      [['MIT', 'registry']],
    )
    await close()
  })

  test(`a server that wants to be left alone is, and what was not asked stays to be asked (${server.name})`, async () => {
    let isBusy = true
    const registry = await serve((request, response) => {
      if (isBusy && request.url?.endsWith('/b')) response.writeHead(429, { 'retry-after': '3600' }).end()
      else json(response, packument)
    })
    const { ctx, close, later } = await openOffice(await server.create(), registry.mirror())
    const uses = ['a', 'b', 'c'].map(name => use(`pkg:npm/${name}@1.0.0`))
    assert.equal(await askForComponents(ctx, uses, { pause: 0 }), 1)
    assert.deepEqual(registry.asked, ['/npm/a', '/npm/b'])
    assert.equal(await countWaiting(ctx), 2)
    assert.equal(await refreshMetadata(ctx, 10, { pause: 0 }), 0)
    isBusy = false
    later(1)
    assert.equal(await refreshMetadata(ctx, 10, { pause: 0 }), 2)
    assert.equal(await countWaiting(ctx), 0)
    await close()
  })

  test(`what nobody knows, what is no metadata and what does not answer is not asked for over and over (${server.name})`, async () => {
    const registry = await serve((request, response) => {
      if (request.url === '/npm/none') response.writeHead(404).end()
      else if (request.url === '/npm/away') response.writeHead(302, { location: '/elsewhere' }).end()
      else if (request.url === '/npm/broken') response.writeHead(200).end('<html>')
      else request.socket.destroy()
    })
    const { ctx, close } = await openOffice(
      await server.create(),
      registry.mirror(`npm=${registry.address}/npm/{path}`),
    )
    const uses = ['away', 'broken', 'gone', 'none'].map(name => use(`pkg:npm/${name}@1.0.0`))
    assert.equal(await askForComponents(ctx, uses, { pause: 0 }), 4)
    assert.equal(await askForComponents(ctx, uses, { pause: 0 }), 0)
    assert.deepEqual(registry.asked, ['/npm/away', '/npm/broken', '/npm/gone', '/npm/none'])
    assert.equal((await measureUses(ctx, uses)).all.compared, 0)
    await close()
  })

  test(`stopped, it has kept what was answered, and goes on from there (${server.name})`, async () => {
    const stopping = new AbortController()
    const registry = await serve((request, response) => {
      if (request.url?.endsWith('/b')) stopping.abort()
      json(response, packument)
    })
    const { ctx, close } = await openOffice(await server.create(), registry.mirror())
    const uses = ['a', 'b', 'c'].map(name => use(`pkg:npm/${name}@1.0.0`))
    await askForComponents(ctx, uses, { pause: 0, signal: stopping.signal })
    assert.equal((await measureUses(ctx, uses)).all.dated, 1)
    await refreshMetadata(ctx, 10, { pause: 0 })
    assert.equal((await measureUses(ctx, uses)).all.dated, 3)
    assert.deepEqual(registry.asked, ['/npm/a', '/npm/b', '/npm/b', '/npm/c'])
    await close()
  })

  test(`where no mirror is named nothing is asked for (${server.name})`, async () => {
    const { ctx, close } = await openOffice(await server.create(), undefined)
    assert.equal(await askForComponents(ctx, [use('pkg:npm/a@1.0.0')], { pause: 0 }), 0)
    assert.equal(await countWaiting(ctx), 0)
    await close()
  })
}

test('a setting that cannot be is told in a sentence', () => {
  for (const setting of ['https://mirror.example', 'npm=https://'])
    assert.throws(() => openPackageMirror(setting, () => assert.fail()), Failure)
})
