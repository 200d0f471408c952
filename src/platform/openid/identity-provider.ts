/** Who vouches for people, by OpenID Connect. */
export interface IdentityProvider {
  /** `https://login.example/realm`, as it calls itself. */
  issuer: string
  clientId: string
  /** Undefined for a public client: then the code's proof (PKCE) alone ties the answer to us. */
  clientSecret: string | undefined
  /** Apart by spaces; `openid` among them. */
  scopes: string
  /** The claim that lists somebody's groups: its name, or a path of names with dots. */
  groupsClaim: string
  /** The role of those who come for the first time. */
  role: string
}

/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>

/** What binds the answer to the question: kept here while the person is at the provider. */
export interface Trip {
  state: string
  nonce: string
  verifier: string
}

/** Where http will do: nothing leaves this machine. */
export function isPlainLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}
