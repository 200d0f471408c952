import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startEngines } from '../../../test/engines.ts'
import { client, startIdentityProvider } from '../../../test/identity-provider.ts'
import { openApp } from '../../app/app.ts'
import { createToken } from '../tokens/api.ts'

const { servers, missing } = await startEngines()
const origin = 'http://office.example'
const provider = await startIdentityProvider(`${origin}/sign-in/callback`)
after(async () => {
  await provider.stop()
  await Promise.all(servers.map(server => server.stop()))
})

const identityProvider = {
  issuer: provider.issuer,
  clientId: client.id,
  clientSecret: client.secret,
  scopes: 'openid email profile',
  groupsClaim: 'groups',
  role: 'member',
}

test('PostgreSQL took part', { skip: missing }, () => assert.equal(servers.length, 2))

for (const server of servers)
  test(`one whom the directory brings comes in by single sign-on, and is out when they leave (${server.name})`, async () => {
    const app = await openApp({ data: undefined, database: await server.create(), origin, identityProvider })
    try {
      const { secret } = await app.call(createToken, { name: 'directory', permissions: ['directory.provision'] })
      const scim = async (method: string, path: string, body?: object) => {
        const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/scim+json' }
        const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
        const answer = await app.fetch(new Request(`${origin}/scim/v2${path}`, init))
        const text = await answer.text()
        return { status: answer.status, body: text ? JSON.parse(text) : undefined }
      }
      const email = 'ada@corp.example'
      const { body: ada } = await scim('POST', '/Users', { userName: email, emails: [{ value: email }] })
      const { body: group } = await scim('POST', '/Groups', { displayName: 'Team', members: [{ value: ada.id }] })
      assert.equal((await scim('GET', '/Groups?filter=displayName%20eq%20%22team%22')).body.totalResults, 1)
      assert.deepEqual(
        (await scim('GET', `/Users?filter=externalId%20eq%20null%20and%20userName%20co%20%22ada%22`)).body.totalResults,
        1,
      )

      const session = await signIn(app.fetch, { sub: 'ada', email, email_verified: true })
      const page = () => app.fetch(new Request(`${origin}/inbox`, { headers: { cookie: session } }))
      assert.equal((await page()).status, 200)
      const operation = { op: 'replace', path: 'active', value: false }
      const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
      assert.equal((await scim('PATCH', `/Users/${ada.id}`, { schemas, Operations: [operation] })).status, 200)
      assert.equal((await page()).status, 401)
      assert.equal((await scim('DELETE', `/Users/${ada.id}`)).status, 204)
      assert.deepEqual((await scim('GET', `/Groups/${group.id}`)).body.members, [])
      assert.equal((await scim('DELETE', `/Groups/${group.id}`)).status, 204)
      assert.equal((await scim('GET', '/Groups')).body.totalResults, 0)
    } finally {
      await app.close()
    }
  })

/** To the provider and back; gives the session's cookie. */
async function signIn(
  office: (request: Request) => Response | Promise<Response>,
  person: { sub: string; [claim: string]: unknown },
) {
  provider.here.person = person
  const out = await office(new Request(`${origin}/sign-in/sso`))
  const trip = out.headers.get('set-cookie')?.split(';')[0] ?? ''
  const jar = new Map<string, string>()
  let here = out.headers.get('location') ?? ''
  while (!here.startsWith(origin)) {
    const headers = { cookie: [...jar.values()].join('; ') }
    const answer = await fetch(here, { redirect: 'manual', headers })
    for (const line of answer.headers.getSetCookie()) jar.set(line.split('=')[0] ?? '', line.split(';')[0] ?? '')
    here = new URL(answer.headers.get('location') ?? origin, here).href
  }
  const back = await office(new Request(here, { headers: { cookie: trip } }))
  assert.equal(back.status, 303)
  return back.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
