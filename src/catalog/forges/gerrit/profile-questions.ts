import { type ProfileQuestions, profileQuestions } from '../profiles.ts'
import type { Subject } from './list-pages.ts'
import { accountOf } from './read-change.ts'
import { User } from './shapes.ts'

/**
 * Gerrit has no place for a company: the status of an account is a passing word about it. Name, login and e-mail come with
 * every change as far as one may see them: only who lacks one there is asked about.
 */
export function gerritProfiles({ base, tools }: Subject): ProfileQuestions {
  return profileQuestions(tools, {
    keyOf: ({ id, login, email }) => (login === undefined || email === undefined ? id : undefined),
    addressOf: id => `${base}/accounts/${id}/detail`,
    read(json) {
      const account = accountOf(User.safeParse(json).data)
      return account.login === undefined && account.email === undefined ? undefined : { account }
    },
  })
}
