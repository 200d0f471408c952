import type { ForgeTools } from '../forge.ts'
import { type ProfileQuestions, profileQuestions } from '../profiles.ts'
import type { Account } from '../records.ts'
import { told } from '../told.ts'
import { accountOf } from './read-log.ts'
import { Profile } from './shapes.ts'

/** What stood in a profile when it was last changed has stood there since. */
export function giteeProfiles(origin: string, tools: ForgeTools): ProfileQuestions {
  return profileQuestions(tools, {
    keyOf: ({ login }) => login,
    addressOf: login => `${origin}/api/v5/users/${login}`,
    read(json) {
      const { data } = Profile.safeParse(json)
      if (!data) return undefined
      const { company, email, updated_at: at } = data
      const more = told<Account>({ email: email?.includes('@') ? email : undefined })
      return { account: { ...accountOf(data), ...more }, company: company?.trim() || undefined, at }
    },
  })
}
