import assert from 'node:assert/strict'
import { after } from 'node:test'
import { createToken } from '../src/access/tokens/api.ts'
import { openApp } from '../src/app/app.ts'
import type { Context } from '../src/platform/context.ts'

/** An office whose accounts and groups a directory provisions (SCIM), and how it speaks. */
const origin = 'https://office.example'
export const base = `${origin}/scim/v2`
export const clock = { now: new Date('2026-11-21T12:00:00Z') }
export const app = await openApp({ data: undefined, now: () => clock.now, origin })
after(() => app.close())
export const admin: Context = await app.localContext()
export const { secret } = await app.call(createToken, { name: 'directory', permissions: ['directory.provision'] })

interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON is answered
  body: any
  headers: Headers
}

export async function scim(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await app.fetch(
    new Request(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/scim+json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )
  const text = await answer.text()
  if (text) assert.equal(answer.headers.get('content-type'), 'application/scim+json')
  return { status: answer.status, body: text ? JSON.parse(text) : undefined, headers: answer.headers }
}

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const patchOf = (...Operations: object[]) => ({ schemas: [patchUrn], Operations })

export async function create(userName: string, more: object = {}): Promise<string> {
  clock.now = new Date(clock.now.getTime() + 1000)
  const { status, body } = await scim('POST', '/Users', { schemas: [userUrn], userName, ...more })
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}

export async function createGroup(displayName: string, members: string[] = [], more: object = {}): Promise<string> {
  const { status, body } = await scim('POST', '/Groups', {
    schemas: [groupUrn],
    displayName,
    members: members.map(value => ({ value })),
    ...more,
  })
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}

export function problem(status: number, scimType: string | undefined, detail: string) {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
  return { schemas, status: String(status), ...(scimType && { scimType }), detail }
}
