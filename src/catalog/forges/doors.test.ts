import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openOfficeOfPeople } from '../../../test/staff.ts'
import { noReach } from '../../platform/reach.ts'
import { createSealer } from '../../platform/sealed.ts'
import { forges } from './forges.ts'

const reach = { ...noReach, ...createSealer({ data: undefined, key: Buffer.alloc(32, 7).toString('base64') }) }

test('an administrator connects a forge, turns it on and disconnects it; others may not', async () => {
  const { app, admit } = await openOfficeOfPeople({ reach })
  const admin = await admit('admin', 'administrator')
  const member = await admit('member')
  const fields = { origin: 'https://gitlab.example.org/', kind: 'gitlab', token: 's3cret' }
  assert.equal((await member.post('/forges', fields)).status, 403)
  assert.equal((await member.get('/forges')).status, 403)
  const made = await admin.post('/forges', fields)
  const place = made.headers.get('location') ?? ''
  assert.deepEqual([made.status, place.startsWith('/forges/')], [303, true])
  const page = await (await admin.get(place)).text()
  assert.ok(page.includes('https://gitlab.example.org') && page.includes('Turn on') && !page.includes('s3cret'))
  await admin.post(`${place}/change`, { active: 'true' })
  assert.ok((await (await admin.get(place)).text()).includes('Turn off'))
  assert.ok((await (await admin.get('/forges')).text()).includes('gitlab.example.org'))
  await admin.post(`${place}/disconnect`)
  assert.ok(!(await (await admin.get('/forges')).text()).includes('gitlab.example.org'))
  await app.close()
})

const addresses: [address: string, origin: string, kind: string, path: string | undefined][] = [
  ['https://github.com/acme/web-shop', 'https://github.com', 'github', 'acme/web-shop'],
  ['https://github.example.org/acme/web-shop', 'https://github.example.org', 'github', 'acme/web-shop'],
  ['https://github.com/acme', 'https://github.com', 'github', undefined],
  ['https://elsewhere.example/acme/web-shop', 'https://github.com', 'github', undefined],
  ['https://gitlab.com/group/sub/app', 'https://gitlab.com', 'gitlab', 'group/sub/app'],
  ['https://example.org/gitea/acme/app', 'https://example.org/gitea', 'gitea', 'acme/app'],
  ['https://example.org/other/acme/app', 'https://example.org/gitea', 'gitea', undefined],
  ['https://gitee.com/acme/app', 'https://gitee.com', 'gitee', 'acme/app'],
  ['https://gerrit.example.org/a/platform/build', 'https://gerrit.example.org', 'gerrit', 'platform/build'],
  ['https://gerrit.example.org/tool', 'https://gerrit.example.org', 'gerrit', 'tool'],
]

for (const [address, origin, kind, path] of addresses) {
  test(`${address} is ${path ?? 'nothing'} of the ${kind} at ${origin}`, () => {
    const forge = forges.find(({ name }) => name === kind)
    assert.deepEqual(forge?.locate(address, [origin]), path && { origin, path })
  })
}
