import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface Person {
  sub: string
  [claim: string]: unknown
}

export const client = { id: 'office', secret: 'office-secret-of-the-test' }

/**
 * A real OpenID provider on the loopback. Whoever comes is `person`, at once and without being asked; where `person` is
 * undefined it denies.
 */
export async function startIdentityProvider(redirectUri: string, { port = 0 } = {}) {
  const here: { person: Person | undefined } = { person: undefined }
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
    scopes: ['openid', 'email', 'profile'],
    claims: {
      openid: ['sub', 'groups', '_claim_names'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username', 'locale', 'zoneinfo'],
    },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['of the test'] },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ ...here.person, sub }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const callback = provider.callback()

  function answer(request: IncomingMessage, response: ServerResponse) {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response)
    const result = here.person ? { login: { accountId: here.person.sub } } : { error: 'access_denied' }
    return provider.interactionFinished(request, response, result)
  }

  return {
    issuer,
    here,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
