import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openZones } from '../../platform/zones/open-zones.ts'
import { readClaims } from './read-claims.ts'

const { findZone } = openZones()
const nothing = {
  name: undefined,
  email: undefined,
  unverifiedEmail: undefined,
  login: undefined,
  locale: undefined,
  timeZone: undefined,
  groups: [],
}

const cases: [sentence: string, claims: object, said: object][] = [
  ['nothing said is nothing known, and no groups', {}, {}],
  [
    'an e-mail counts only if it is said to be verified',
    { email: 'A@b.example', email_verified: true },
    { email: 'a@b.example' },
  ],
  [
    'an e-mail that is verified in words is not',
    { email: 'a@b.example', email_verified: 'true' },
    { unverifiedEmail: 'a@b.example' },
  ],
  ['what is no e-mail is none', { email: 'a b', email_verified: true }, {}],
  [
    'an e-mail that is too long is none, not a shorter one',
    { email: `a@${'b'.repeat(300)}.example`, email_verified: true },
    {},
  ],
  ['a name is put together where it comes in parts', { given_name: 'Ada', family_name: 'King' }, { name: 'Ada King' }],
  ['a name that is said whole is taken', { name: ' Ada ', given_name: 'x' }, { name: 'Ada' }],
  ['the language is one of ours', { locale: 'zh_TW' }, { locale: 'zh' }],
  ['another language is none', { locale: 'fr-FR' }, {}],
  ['a zone is one that there is', { zoneinfo: 'Europe/Paris' }, { timeZone: 'Europe/Paris' }],
  ['a made-up zone is none', { zoneinfo: 'Mars/Base' }, {}],
  ['a sign-in name has no spaces', { preferred_username: 'ada king' }, {}],
  ['a sign-in name is the same in any case', { preferred_username: 'Ada' }, { login: 'ada' }],
  ['groups are a list of texts', { groups: ['a', 'b', 'a', 7, null] }, { groups: ['a', 'b'] }],
  ['one group may stand alone', { groups: 'a' }, { groups: ['a'] }],
  ['groups that are said elsewhere are not known', { _claim_names: { groups: 'src1' } }, { groups: undefined }],
  ['too many groups to say are not known', { hasgroups: true }, { groups: undefined }],
]

for (const [sentence, claims, said] of cases)
  test(sentence, () => assert.deepEqual(readClaims({ ...claims }, 'groups', findZone), { ...nothing, ...said }))

test('the claim of groups may lie deeper, or have dots in its name', () => {
  assert.deepEqual(readClaims({ realm_access: { roles: ['x'] } }, 'realm_access.roles', findZone).groups, ['x'])
  assert.deepEqual(
    readClaims({ 'https://corp.example/groups': ['y'] }, 'https://corp.example/groups', findZone).groups,
    ['y'],
  )
  assert.deepEqual(readClaims({}, 'constructor.name', findZone).groups, [])
})
