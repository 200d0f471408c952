import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startEngines } from '../../../test/engines.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { chooseClaim } from './claim.ts'
import type { ClaimSource } from './model.ts'
import { curateLicense, findLicenseClaims, recordLicenseClaims, withdrawCuration } from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))
if (missing) test(missing, { skip: true }, () => undefined)

const purl = 'pkg:npm/%40a/b@1.0.0'
const claim = (source: ClaimSource, license: string, evidence = source) => ({ purl, source, license, evidence })

test('the word of the most trusted source counts, one that names a known license before one that does not', () => {
  const said: [claims: [ClaimSource, string][], license: string | undefined][] = [
    [[], undefined],
    [[['sbom', 'MIT']], 'MIT'],
    [
      [
        ['sbom', 'MIT'],
        ['registry', 'ISC'],
        ['lockfile', 'Zlib'],
      ],
      'Zlib',
    ],
    [
      [
        ['lockfile', 'Zlib'],
        ['installed', '0BSD'],
        ['curation', 'MIT'],
      ],
      'MIT',
    ],
    [
      [
        ['installed', 'SEE LICENSE IN COPYING'],
        ['sbom', 'MIT OR ISC'],
      ],
      'MIT OR ISC',
    ],
    [
      [
        ['installed', 'LicenseRef-ours'],
        ['sbom', 'MIT'],
      ],
      'LicenseRef-ours',
    ],
    [
      [
        ['sbom', 'Nobody-1.0'],
        ['registry', 'see readme'],
      ],
      'see readme',
    ],
  ]
  for (const [claims, license] of said)
    assert.equal(chooseClaim(claims.map(([source, license]) => ({ source, license })))?.license, license)
})

for (const server of servers) {
  test(`${server.name}: of one purl and source the last word is kept, and since when it is so`, async t => {
    const { app, admin, clock } = await openOfficeOfPeople({ database: await server.create() })
    t.after(() => app.close())
    const first = clock.now.toISOString()
    const built = { ...claim('installed', 'MIT'), purl: `${purl}?vcs_url=x#part` }
    await recordLicenseClaims(admin, [claim('sbom', 'ISC'), claim('sbom', 'Zlib'), built, claim('registry', ' ')])
    clock.now = new Date(clock.now.getTime() + 1000)
    await recordLicenseClaims(admin, [claim('sbom', '0BSD'), claim('installed', 'MIT')])
    const found = await findLicenseClaims(admin, [purl, 'pkg:npm/none@1'])
    assert.deepEqual(
      [...found],
      [
        [
          purl,
          [
            { ...claim('installed', 'MIT'), seenAt: first },
            { ...claim('sbom', '0BSD'), seenAt: clock.now.toISOString() },
          ],
        ],
      ],
    )
  })

  test(`${server.name}: thousands of claims are kept at once`, async t => {
    const { app, admin } = await openOfficeOfPeople({ database: await server.create() })
    t.after(() => app.close())
    const many = Array.from({ length: 1500 }, (_, at) => ({ ...claim('sbom', 'MIT'), purl: `pkg:npm/p@${at}` }))
    await recordLicenseClaims(admin, many)
    const found = await findLicenseClaims(
      admin,
      many.map(({ purl }) => purl),
    )
    assert.equal(found.size, 1500)
  })
}

test('a person curates with a reason, which the ledger keeps, and takes it back', async t => {
  const { app, admin, admit } = await openOfficeOfPeople()
  t.after(() => app.close())
  const officer = await admit('ada', 'officer')
  await recordLicenseClaims(admin, [claim('sbom', 'GPL-2.0-only')])
  const address = `/api/license-claims/${encodeURIComponent(purl)}`
  const body = { license: 'mit or apache-2.0', why: 'LICENSE says so', link: 'https://git.example/b/LICENSE' }
  const answer = await officer.ask('PUT', address, JSON.stringify(body))
  assert.equal(answer.status, 200)
  const curated = {
    purl,
    license: 'MIT OR Apache-2.0',
    source: 'curation',
    evidence: 'LICENSE says so\nhttps://git.example/b/LICENSE',
    seenAt: '2026-11-21T12:00:00.000Z',
  }
  assert.deepEqual(await answer.json(), curated)
  const claims = async () =>
    (await (await officer.ask('GET', address)).json()) as { license: string; claims: unknown[] }
  assert.deepEqual(await claims(), {
    license: 'MIT OR Apache-2.0',
    claims: [curated, { ...claim('sbom', 'GPL-2.0-only'), seenAt: '2026-11-21T12:00:00.000Z' }],
  })
  const ledger = await officer.ask('GET', `/api/ledger?subjectKind=component&subjectId=${encodeURIComponent(purl)}`)
  assert.match(await ledger.text(), /license\.curated.*LICENSE says so/s)
  assert.equal((await officer.ask('DELETE', address, JSON.stringify({ why: 'read it wrong' }))).status, 200)
  assert.equal((await claims()).license, 'GPL-2.0-only')
  assert.equal(await codeOf(withdrawCuration(officer.ctx, purl, 'again')), 'not-found')
})

test('a curation that nobody could rely on is refused', async t => {
  const { app, admin, admit } = await openOfficeOfPeople()
  t.after(() => app.close())
  const curation = { purl, license: 'MIT', why: 'seen' }
  for (const wrong of [{ purl: 'left-pad' }, { license: 'MIT OR' }, { license: 'Nobody-1.0' }])
    assert.equal(await codeOf(curateLicense(admin, { ...curation, ...wrong })), 'invalid-input')
  const member = await admit('max', 'member')
  const address = `/api/license-claims/${encodeURIComponent(purl)}`
  assert.equal((await member.ask('PUT', address, JSON.stringify(curation))).status, 403)
  assert.equal((await member.ask('DELETE', address, JSON.stringify({ why: 'x' }))).status, 403)
  const officer = await admit('ada', 'officer')
  const script = { ...curation, link: 'javascript:alert(1)' }
  assert.equal((await officer.ask('PUT', address, JSON.stringify(script))).status, 400)
  assert.equal((await officer.post('/licenses/curate', { ...curation, why: '' })).status, 400)
  const done = await officer.post('/licenses/curate', curation)
  assert.deepEqual([done.status, done.headers.get('location')], [303, '/components/pkg%3Anpm%2F%2540a%2Fb'])
})
