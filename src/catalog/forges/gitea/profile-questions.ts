import type { ForgeTools } from '../forge.ts'
import type { ProfileQuestions } from '../profiles.ts'
import type { ProfileRecord } from '../records.ts'
import { told } from '../told.ts'
import { accountOf } from './read-timeline.ts'
import { User } from './shapes.ts'

/**
 * Gitea has no place for a company. Its profile is asked for the e-mail, which timelines leave out even for those who may see
 * it, and which nobody sees who has not signed in.
 */
export function profileQuestions(origin: string, tools: ForgeTools): ProfileQuestions {
  return {
    keyOf: ({ login, email }) => (tools.isSignedIn && email === undefined ? login : undefined),
    async ask(login) {
      const { json } = await tools.ask(`${origin}/api/v1/users/${encodeURIComponent(login)}`, { optional: true })
      const account = accountOf(User.safeParse(json).data)
      if (account.login === undefined) return undefined
      return told<ProfileRecord>({ record: 'profile', account, at: tools.now().toISOString() })
    },
  }
}
