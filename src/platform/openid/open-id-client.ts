import * as openid from 'openid-client'
import { Failure } from '../failure.ts'
import { type Claims, type IdentityProvider, isPlainLoopback, type Trip } from './identity-provider.ts'

const timeoutSeconds = 10
const hour = 3_600_000

export function newTrip(): Trip {
  return { state: openid.randomState(), nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier() }
}

/** The address at the provider to send a browser to. */
export async function startTrip(
  provider: IdentityProvider,
  { state, nonce, verifier }: Trip,
  redirectUri: string,
): Promise<string> {
  return withFailures(provider, async () => {
    const client = await discover(provider)
    const address = openid.buildAuthorizationUrl(client, {
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: provider.scopes,
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return address.href
  })
}

/**
 * Exchanges the code in the address that the browser came back with for what the provider says of the person: held to
 * the state, the nonce and the verifier of the trip, and to the provider's signature.
 */
export async function endTrip(provider: IdentityProvider, { state, nonce, verifier }: Trip, address: URL) {
  return withFailures(provider, async (): Promise<{ subject: string; claims: Claims }> => {
    const client = await discover(provider)
    const tokens = await openid.authorizationCodeGrant(client, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('no ID token, although one is expected')
    const more = client.serverMetadata().userinfo_endpoint
      ? await openid.fetchUserInfo(client, tokens.access_token, claims.sub)
      : {}
    return { subject: claims.sub, claims: together(claims, more) }
  })
}

/** An e-mail and whether it is verified are said by one of the two, never half by each. */
function together(token: Claims, more: Claims): Claims {
  const sayers = [token, more].filter(({ email }) => typeof email === 'string')
  const { email, email_verified } = sayers.find(said => said['email_verified'] === true) ?? sayers[0] ?? {}
  return { ...more, ...token, email, email_verified }
}

const known = new WeakMap<IdentityProvider, { client: Promise<openid.Configuration>; at: number }>()

/** Asks the provider where its doors are: at first, and then once an hour. */
function discover(provider: IdentityProvider): Promise<openid.Configuration> {
  const before = known.get(provider)
  if (before && performance.now() - before.at < hour) return before.client
  const client = askForDoors(provider)
  known.set(provider, { client, at: performance.now() })
  // What failed is asked for again.
  client.catch(() => known.delete(provider))
  return client
}

async function askForDoors({ issuer, clientId, clientSecret }: IdentityProvider): Promise<openid.Configuration> {
  const url = new URL(issuer)
  const execute = isPlainLoopback(url) ? [openid.allowInsecureRequests] : []
  const found = await openid.discovery(url, clientId, undefined, openid.None(), { execute, timeout: timeoutSeconds })
  const server = found.serverMetadata()
  const client = new openid.Configuration(server, clientId, undefined, authentication(server, clientSecret))
  client.timeout = timeoutSeconds
  // The ID token's signature is held to the provider's keys, although it came straight from the provider.
  openid.enableNonRepudiationChecks(client)
  for (const allow of execute) allow(client)
  return client
}

/** In the header, which is what a provider that says nothing takes (OpenID Connect Discovery 1.0, 3). */
function authentication(server: openid.ServerMetadata, secret: string | undefined): openid.ClientAuth {
  if (secret === undefined) return openid.None()
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_basic') ? openid.ClientSecretBasic(secret) : openid.ClientSecretPost(secret)
}

async function withFailures<Answer>(provider: IdentityProvider, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    throw failureOf(error, new URL(provider.issuer).host)
  }
}

function failureOf(error: unknown, host: string): Failure {
  if (error instanceof openid.AuthorizationResponseError) return refusal(error.error, host)
  if (error instanceof openid.ResponseBodyError)
    return error.error === 'invalid_grant' ? codeRefused(host, error) : setUpWrong(host, error.error, error)
  if (error instanceof openid.WWWAuthenticateChallengeError) return setUpWrong(host, String(error.status), error)
  const code = codeOf(error)
  if (/RESPONSE|JWT|CLAIM|KEY_SELECTION|UNSUPPORTED|METADATA|ENCRYPT|PARSE|ATTRIBUTE/.test(code))
    return answerWrong(host, code, error)
  return noAnswer(host, code || (error instanceof Error ? error.name : 'Error'), error)
}

/** Of the error, or of what it was caused by: `ECONNREFUSED`. */
function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (typeof code === 'string') return code
  return typeof cause === 'object' && cause !== null ? codeOf(cause) : ''
}

/** The provider itself says no, by a word of its own. */
function refusal(word: string, host: string) {
  const shown = /^[\w .-]{1,80}$/.test(word) ? word : 'error'
  return new Failure('not-allowed', {
    en: `${host} did not let you in (${shown}): sign in again, or ask whoever runs it for access to this office`,
    zh: `${host} 未允许登录（${shown}）：请重新登录，或向其管理员申请访问本办公室`,
  })
}

function codeRefused(host: string, cause: unknown) {
  const sentence = {
    en: `${host} does not take this sign-in any more: it was used before or took too long; begin again at the sign-in page`,
    zh: `${host} 不再接受此次登录：它已被使用或耗时过长；请从登录页重新开始`,
  }
  return new Failure('invalid-input', sentence, { cause })
}

function setUpWrong(host: string, word: string, cause: unknown) {
  const shown = /^[\w .-]{1,80}$/.test(word) ? word : 'error'
  const sentence = {
    en: `${host} does not know this office as it is set up (${shown}): an administrator checks OSPO_OIDC_CLIENT_ID, OSPO_OIDC_CLIENT_SECRET and OSPO_OIDC_SCOPES`,
    zh: `${host} 不接受本办公室的配置（${shown}）：请管理员检查 OSPO_OIDC_CLIENT_ID、OSPO_OIDC_CLIENT_SECRET 和 OSPO_OIDC_SCOPES`,
  }
  return new Failure('upstream-failed', sentence, { cause })
}

function answerWrong(host: string, code: string, cause: unknown) {
  const sentence = {
    en: `What ${host} answered does not belong to this sign-in or is not signed by it (${code}): begin again at the sign-in page`,
    zh: `${host} 的应答不属于此次登录或签名不符（${code}）：请从登录页重新开始`,
  }
  return new Failure('upstream-failed', sentence, { cause })
}

function noAnswer(host: string, why: string, cause: unknown) {
  const sentence = {
    en: `${host} does not answer (${why}): try again in a while, or sign in with a password`,
    zh: `${host} 没有响应（${why}）：请稍后重试，或使用密码登录`,
  }
  return new Failure('upstream-failed', sentence, { cause })
}
