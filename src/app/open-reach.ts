import { createOutbound } from '../platform/http/outbound.ts'
import { largestDocument, openPackageMirror } from '../platform/http/package-mirror.ts'
import { openMailer } from '../platform/mail/mailer.ts'
import type { Reach } from '../platform/reach.ts'
import { createSealer } from '../platform/sealed.ts'
import { readOrigin } from './settings.ts'

/** The way out of this process, as the environment allows it. A setting that cannot be is told in a sentence. */
export function openReach(env: NodeJS.ProcessEnv, data: string | undefined): Reach {
  const server = env['OSPO_SMTP']
  const mirror = env['OSPO_PACKAGE_METADATA']
  return {
    fetch: createOutbound({ allowPrivate: env['OSPO_ALLOW_PRIVATE_WEBHOOKS'] === '1' }),
    sendMail: server ? openMailer({ url: server, from: env['OSPO_MAIL_FROM'] ?? '' }) : undefined,
    origin: readOrigin(env) ?? 'http://127.0.0.1:8686',
    // The operator names it, so it may well stand inside.
    packageMirror: mirror
      ? openPackageMirror(mirror, createOutbound({ allowPrivate: true, timeoutMs: 120_000, most: largestDocument }))
      : undefined,
    ...createSealer({ data, key: env['OSPO_SECRET_KEY'] || undefined }),
  }
}
