import { isParty } from './course/people.ts'
import type { Request, Review } from './model.ts'

/** Somebody who looks, with those for whom they stand in today and the groups of all of them. */
export interface Viewer {
  actor: { id: string; permissions: ReadonlySet<string> }
  accounts: readonly string[]
  groups: ReadonlySet<string>
}

/** Who asked, who is or was asked about it, and who sees the requests of all. Nobody else learns that it exists. */
export function maySee({ actor, accounts, groups }: Viewer, request: Request, reviews: readonly Review[]) {
  if (actor.permissions.has('requests.read') || isParty(request, actor.id)) return true
  return reviews.some(
    ({ group, assignedTo, answers, escalatedTo }) =>
      groups.has(group) ||
      (escalatedTo !== null && groups.has(escalatedTo)) ||
      accounts.includes(assignedTo ?? '') ||
      answers.some(({ account }) => accounts.includes(account)),
  )
}

/** To those who asked, a decision that is held looks as if it were still being made. */
export function isHeldFrom({ actor }: Pick<Viewer, 'actor'>, request: Request): boolean {
  return request.state === 'held' && isParty(request, actor.id)
}

/** Without what is held back: how it was decided, and who said what. */
export function withoutDecision(request: Request): Request {
  const decision = { ...request.decision, reason: underReview, outcome: null }
  return { ...request, state: 'open', decidedAt: null, decision }
}

const underReview = { en: 'Under review', zh: '评审中' }
