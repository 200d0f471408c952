import type { ForgeTools } from '../forge.ts'
import type { ProfileQuestions } from '../profiles.ts'
import type { Account, ProfileRecord } from '../records.ts'
import { told } from '../told.ts'
import { accountOf } from './read-notes.ts'
import { Profile } from './shapes.ts'

/** Since when it stands there GitLab does not tell: since it was seen. */
export function profileQuestions(origin: string, tools: ForgeTools): ProfileQuestions {
  return {
    keyOf: ({ id }) => id,
    async ask(id) {
      const { json } = await tools.ask(`${origin}/api/v4/users/${encodeURIComponent(id)}`, { optional: true })
      const { data } = Profile.safeParse(json)
      if (!data) return undefined
      const { organization, public_email: email, bot } = data
      return told<ProfileRecord>({
        record: 'profile',
        account: { ...accountOf(data), ...told<Account>({ email: email || undefined, kind: bot ? 'bot' : undefined }) },
        company: organization?.trim() || undefined,
        at: tools.now().toISOString(),
      })
    },
  }
}
