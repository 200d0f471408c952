import { Failure } from './failure.ts'
import type { PackageMirror } from './http/package-mirror.ts'
import type { IdentityProvider } from './openid/identity-provider.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  html?: string
  /** The same for every try, so that a mail which arrives twice is known as one. */
  messageId?: string
  headers?: Record<string, string>
}

/** What one call may take, where that is more than usual. */
interface Allowance {
  /** Bytes of an answer that are read; what is beyond is cut. */
  most?: number
  timeoutMs?: number
}

/** What lies outside of this process: other people's servers, and the key that secrets at rest are sealed with. */
export interface Reach {
  /** For addresses that people typed in: never to a private one, unless the office allows it. */
  fetch(url: string, init?: RequestInit & Allowance): Promise<Response>
  /** Undefined where no mail server is set. */
  sendMail: ((mail: Mail, stopping?: AbortSignal) => Promise<void>) | undefined
  /** The public address of this office, for links in mails: `https://ospo.example`. */
  origin: string
  seal(text: string): string
  unseal(sealed: string): string
  /** Where people sign in once for everything; undefined where none is set. */
  identityProvider?: IdentityProvider | undefined
  /** Where metadata of packages may be asked for; undefined where the operator names nothing. */
  packageMirror?: PackageMirror | undefined
}

/** For what needs nobody else: a command that keeps nothing, a test of something pure. */
export const noReach: Reach = {
  fetch: () => Promise.reject(unreachable),
  sendMail: undefined,
  origin: 'http://127.0.0.1:8686',
  seal: () => {
    throw unreachable
  },
  unseal: () => {
    throw unreachable
  },
}

const unreachable = new Failure('unavailable', {
  en: 'This ospo was opened without access to the outside',
  zh: '此 ospo 打开时未启用对外访问',
})
