import type { Locale } from '../../lib/text/text.ts'

/** Somebody for whom the provider vouches, as it describes them. */
export interface Newcomer {
  name: string | undefined
  /** Only one that the provider says it has verified. */
  email: string | undefined
  /** Never a reason to take somebody for somebody: kept only to tell a leaver. */
  unverifiedEmail: string | undefined
  login: string | undefined
  locale: Locale | undefined
  timeZone: string | undefined
  /** As the provider calls them; undefined where it does not say. */
  groups: string[] | undefined
}

/** How a provider knows somebody: the same for ever, whatever they are called. */
export interface Link {
  issuer: string
  subject: string
}

/** A sign-in under way. */
export interface Transit {
  nonce: string
  verifier: string
  /** An address of ours. */
  back: string
}
