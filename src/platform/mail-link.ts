import { Failure } from './failure.ts'
import type { Reach } from './reach.ts'

/** What a link in a mail carries, sealed: it works without signing in, as long as the office has its key. */
export function sealLink({ seal }: Reach, purpose: string, content: string): string {
  return seal(purpose + content)
}

/** To whoever makes one up, or takes one that was sealed for something else, it tells nothing. */
export function openLink(reach: Reach, purpose: string, token: string): string {
  const text = unsealed(reach, token)
  if (!text.startsWith(purpose)) throw noLink
  return text.slice(purpose.length)
}

function unsealed({ unseal }: Reach, token: string): string {
  try {
    return unseal(token.slice(0, 2000))
  } catch {
    throw noLink
  }
}

const noLink = new Failure('not-found', {
  en: 'This link opens nothing: copy it whole from the mail',
  zh: '此链接无效：请从邮件中完整复制',
})
