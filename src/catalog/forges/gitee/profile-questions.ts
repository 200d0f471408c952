import type { ForgeTools } from '../forge.ts'
import type { ProfileQuestions } from '../profiles.ts'
import type { Account, ProfileRecord } from '../records.ts'
import { told } from '../told.ts'
import { accountOf } from './read-log.ts'
import { Profile } from './shapes.ts'

/** What stood in a profile when it was last changed has stood there since. */
export function profileQuestions(origin: string, tools: ForgeTools): ProfileQuestions {
  return {
    keyOf: ({ login }) => login,
    async ask(login) {
      const { json } = await tools.ask(`${origin}/api/v5/users/${encodeURIComponent(login)}`, { optional: true })
      const { data } = Profile.safeParse(json)
      if (!data) return undefined
      const { company, email, updated_at: changed } = data
      return told<ProfileRecord>({
        record: 'profile',
        account: { ...accountOf(data), ...told<Account>({ email: email?.includes('@') ? email : undefined }) },
        company: company?.trim() || undefined,
        at: changed ?? tools.now().toISOString(),
      })
    },
  }
}
