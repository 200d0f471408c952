import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { everyPermission, shippedRoles } from '../src/access/roles/model.ts'
import { createToken } from '../src/access/tokens/api.ts'
import { openApp } from '../src/app/app.ts'
import { features } from '../src/app/features.ts'
import { everybody } from '../src/platform/context.ts'
import type { openapi } from '../src/platform/http/openapi.ts'
import { openOfficeOfPeople } from './staff.ts'

const data = mkdtempSync(join(tmpdir(), 'ospo-access-'))
const app = await openApp({ data })
const office = await openOfficeOfPeople()
after(async () => {
  await office.app.close()
  await app.close()
  rmSync(data, { recursive: true })
})

const endpoints = features.flatMap(feature => feature.endpoints ?? [])
const pages = features.flatMap(feature => feature.pages ?? [])
const forms = features.flatMap(feature => feature.forms ?? [])
const mounts = features.flatMap(feature => feature.mounts ?? [])

function request(method: string, path: string, headers: Record<string, string> = {}) {
  const url = `http://localhost${path.replaceAll(/\{\w+\}/g, 'x')}`
  const body = method === 'GET' ? {} : { body: '{}' }
  return app.fetch(new Request(url, { method, headers: { 'content-type': 'application/json', ...headers }, ...body }))
}

for (const { method, path, permission } of endpoints) {
  if (permission === everybody) continue
  test(`${method} ${path} answers nobody who is not known`, async () => {
    const answer = await request(method, path)
    assert.equal(answer.status, 401)
    assert.equal(answer.headers.get('content-type'), 'application/problem+json')
    assert.equal(((await answer.json()) as { code: string }).code, 'not-signed-in')
  })
}

for (const { path, permission } of mounts) {
  if (permission === everybody) continue
  test(`nothing below ${path} answers one who is not known`, async () => {
    for (const below of ['', '/', '/x', '/x/y/z'])
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
        assert.equal((await request(method, path + below)).status, 401, `${method} ${path}${below}`)
  })
}

for (const { path, permission } of pages) {
  if (permission === everybody) continue
  test(`the page ${path} shows nothing to one who has not signed in`, async () => {
    const answer = await request('GET', path)
    assert.equal(answer.status, 401)
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'; script-src 'self'/)
  })
}

for (const { path, permission } of forms) {
  if (permission === everybody) continue
  test(`the form ${path} takes nothing from one who has not signed in`, async () => {
    const answer = await app.fetch(
      new Request(`http://localhost${path.replaceAll(/\{\w+\}/g, 'x')}`, {
        method: 'POST',
        body: new URLSearchParams(),
      }),
    )
    assert.ok([401, 403].includes(answer.status), String(answer.status))
  })
}

test('a token that may only read changes nothing', async () => {
  const { secret } = await app.call(createToken, { name: 'reader' })
  const headers = { authorization: `Bearer ${secret}` }
  for (const { method, path, permission } of endpoints) {
    const { status } = await request(method, path, headers)
    const isOpen = permission === 'office.read' || permission === everybody
    assert.equal(status === 403, !isOpen, `${method} ${path} answered ${status}`)
  }
})

for (const { id: role, permissions } of shippedRoles) {
  test(`${role} comes through the doors that the role opens, and through no other`, async () => {
    const person = await office.admit(`a-${role}`, role)
    const may = (permission: string) => permission === everybody || permissions.some(own => own === permission)
    const filled = (path: string) => path.replaceAll(/\{\w+\}/g, 'x')
    for (const { method, path, permission } of endpoints) {
      const { status } = await person.ask(method, filled(path))
      assert.equal(status === 403, !may(permission), `${method} ${path} answered ${status}`)
      assert.notEqual(status, 500, `${method} ${path} answered ${status}`)
    }
    // Some of these doors sign out: what follows is sent by one who has just come in.
    const { get } = await office.browse(person.id)
    for (const { path, permission } of pages) {
      const { status } = await get(filled(path))
      assert.equal(status === 403, !may(permission), `the page ${path} answered ${status}`)
      assert.notEqual(status, 500, `the page ${path} answered ${status}`)
    }
    for (const { path, permission } of forms) {
      const { post } = await office.browse(person.id)
      const { status } = await post(filled(path))
      assert.equal(status === 403, !may(permission), `the form ${path} answered ${status}`)
      assert.notEqual(status, 500, `the form ${path} answered ${status}`)
    }
  })
}

test('every door names a permission that a role can have; only sign-in and what is published is open to everybody', () => {
  const known = new Set<string>(everyPermission)
  for (const { path, permission } of [...endpoints, ...pages, ...forms, ...mounts]) {
    if (permission !== everybody) assert.ok(known.has(permission), `${path}: ${permission}`)
  }
  const open = [...endpoints, ...pages, ...forms, ...mounts].filter(({ permission }) => permission === everybody)
  const others = open.map(({ path }) => path).filter(path => !/^(\/api)?\/public\//.test(path))
  assert.deepEqual([...new Set(others)].sort(), ['/sign-in', '/sign-in/callback', '/sign-in/sso', '/sign-out'])
})

test('a made-up token is nobody', async () => {
  assert.equal((await request('GET', '/api/projects', { authorization: 'Bearer ospo_x' })).status, 401)
})

test('a form that another site sends is refused', async () => {
  const link = `http://localhost/sign-in?key=${await app.createSignInLink()}`
  const cookie = (await app.fetch(new Request(link))).headers.get('set-cookie')?.split(';')[0] ?? ''
  const post = (headers: Record<string, string>) =>
    app.fetch(
      new Request('http://localhost/scans', {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: 'path=/nowhere',
      }),
    )
  assert.equal((await post({ origin: 'https://evil.example' })).status, 403)
  assert.equal((await post({ origin: 'http://localhost' })).status, 400)
})

test('the OpenAPI document names every operation, its permission and its input', async () => {
  const { secret } = await app.call(createToken, { name: 'docs' })
  const answer = await request('GET', '/api/openapi.json', { authorization: `Bearer ${secret}` })
  const document = (await answer.json()) as ReturnType<typeof openapi>
  assert.equal(document.openapi, '3.1.0')
  const named = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  )
  assert.deepEqual(named.sort(), endpoints.map(({ method, path }) => `${method} ${path}`).sort())
  assert.deepEqual(document.paths['/api/projects/{project}/scan']?.['post'], {
    summary: 'Analyse a project again in the background',
    security: [{ token: ['office.change'] }],
    parameters: [{ name: 'project', in: 'path', required: true, schema: { type: 'string' } }],
    requestBody: { content: { 'application/json': { schema: { type: 'object', properties: {} } } } },
    responses: {
      200: {
        description: 'OK',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { jobs: { type: 'array', items: { type: 'string' } } },
              required: ['jobs'],
            },
          },
        },
      },
    },
  })
})

test('input that does not fit is told in a sentence, and a body that is none too', async () => {
  const { secret } = await app.call(createToken, { name: 'writer', permissions: ['office.read', 'office.change'] })
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const post = (body: string) => app.fetch(new Request('http://localhost/api/scans', { method: 'POST', headers, body }))
  const sentence = async (body: string) => ((await (await post(body)).json()) as { title: string }).title
  assert.match(await sentence('{"paths": 7}'), /^The input does not fit: .*paths/)
  assert.equal(await sentence('{"paths"'), 'The body is no JSON object')
  assert.equal(await sentence('[]'), 'The body is no JSON object')
  assert.equal((await post(`{"paths": ["${'x'.repeat(2_000_000)}"]}`)).status, 413)
})
