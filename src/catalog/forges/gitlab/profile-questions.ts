import type { ForgeTools } from '../forge.ts'
import { type ProfileQuestions, profileQuestions } from '../profiles.ts'
import type { Account } from '../records.ts'
import { told } from '../told.ts'
import { accountOf } from './read-notes.ts'
import { Profile } from './shapes.ts'

/** Since when it stands there GitLab does not tell: since it was seen. */
export function gitlabProfiles(origin: string, tools: ForgeTools): ProfileQuestions {
  return profileQuestions(tools, {
    keyOf: ({ id }) => id,
    addressOf: id => `${origin}/api/v4/users/${id}`,
    read(json) {
      const { data } = Profile.safeParse(json)
      if (!data) return undefined
      const { organization, public_email: email, bot } = data
      const more = told<Account>({ email: email || undefined, kind: bot ? 'bot' : undefined })
      return { account: { ...accountOf(data), ...more }, company: organization?.trim() || undefined }
    },
  })
}
