import type { ForgeTools } from '../forge.ts'
import { type ProfileQuestions, profileQuestions } from '../profiles.ts'
import { accountOf } from './read-timeline.ts'
import { User } from './shapes.ts'

/**
 * Gitea has no place for a company. Its profile is asked for the e-mail, which timelines leave out even for those who may see
 * it, and which nobody sees who has not signed in.
 */
export function giteaProfiles(origin: string, tools: ForgeTools): ProfileQuestions {
  return profileQuestions(tools, {
    keyOf: ({ login, email }) => (tools.isSignedIn && email === undefined ? login : undefined),
    addressOf: login => `${origin}/api/v1/users/${login}`,
    read(json) {
      const account = accountOf(User.safeParse(json).data)
      return account.login === undefined ? undefined : { account }
    },
  })
}
