import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '../platform/failure.ts'
import { readFactsMemory, readIdentityProvider, readOrigin } from './settings.ts'

const issuer = 'https://login.example/realm'

test('whom to ask for single sign-on is read with defaults, and nobody where nobody is named', () => {
  assert.equal(readIdentityProvider({}), undefined)
  assert.deepEqual(readIdentityProvider({ OSPO_OIDC_ISSUER: issuer, OSPO_OIDC_CLIENT_ID: 'ospo' }), {
    issuer,
    clientId: 'ospo',
    clientSecret: undefined,
    scopes: 'openid email profile',
    groupsClaim: 'groups',
    role: 'member',
  })
  const all = {
    OSPO_OIDC_ISSUER: 'http://127.0.0.1:8080',
    OSPO_OIDC_CLIENT_ID: 'ospo',
    OSPO_OIDC_CLIENT_SECRET: 's',
    OSPO_OIDC_SCOPES: 'email groups',
    OSPO_OIDC_GROUPS_CLAIM: 'realm_access.roles',
    OSPO_OIDC_ROLE: 'reviewer',
  }
  assert.deepEqual(readIdentityProvider(all), {
    issuer: 'http://127.0.0.1:8080',
    clientId: 'ospo',
    clientSecret: 's',
    scopes: 'openid email groups',
    groupsClaim: 'realm_access.roles',
    role: 'reviewer',
  })
})

test('a provider that is not reached safely, or half set, is told in a sentence', () => {
  for (const OSPO_OIDC_ISSUER of ['http://login.example', 'login.example', 'ftp://login.example', 'http://10.0.0.1'])
    assert.throws(
      () => readIdentityProvider({ OSPO_OIDC_ISSUER, OSPO_OIDC_CLIENT_ID: 'ospo' }),
      (error: unknown) => error instanceof Failure && error.text.en.startsWith(`OSPO_OIDC_ISSUER=${OSPO_OIDC_ISSUER} `),
    )
  assert.throws(
    () => readIdentityProvider({ OSPO_OIDC_ISSUER: issuer }),
    /^Error: OSPO_OIDC_ISSUER is set but OSPO_OIDC_CLIENT_ID is not/,
  )
})

test('where people reach the office is an origin', () => {
  assert.equal(readOrigin({}), undefined)
  assert.equal(readOrigin({ OSPO_ORIGIN: 'https://ospo.example/' }), 'https://ospo.example')
  assert.throws(() => readOrigin({ OSPO_ORIGIN: 'ospo.example' }), Failure)
})

test('the memory for facts is an amount, or follows from what there is', () => {
  assert.equal(readFactsMemory({}), undefined)
  assert.equal(readFactsMemory({ OSPO_FACTS_MEMORY: '4GB' }), '4GB')
  for (const OSPO_FACTS_MEMORY of ['4', '-1GB', '4gb', '80%'])
    assert.throws(() => readFactsMemory({ OSPO_FACTS_MEMORY }), /is no amount of memory/)
})
