import type { ProfileQuestions } from '../profiles.ts'
import type { ProfileRecord } from '../records.ts'
import { told } from '../told.ts'
import type { Subject } from './list-pages.ts'
import { accountOf } from './read-change.ts'
import { User } from './shapes.ts'

/**
 * Gerrit has no place for a company: the status of an account is a passing word about it. Name, login and e-mail come with
 * every change as far as one may see them: only who lacks one there is asked about.
 */
export function profileQuestions({ base, tools }: Subject): ProfileQuestions {
  return {
    keyOf: ({ id, login, email }) => (login === undefined || email === undefined ? id : undefined),
    async ask(id) {
      const { json } = await tools.ask(`${base}/accounts/${encodeURIComponent(id)}/detail`, { optional: true })
      const account = accountOf(User.safeParse(json).data)
      if (account.login === undefined && account.email === undefined) return undefined
      return told<ProfileRecord>({ record: 'profile', account, at: tools.now().toISOString() })
    },
  }
}
