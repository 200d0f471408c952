import { isParty } from './course/people.ts'
import { type Decision, endStates, type Request, type Review } from './model.ts'

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

/** From those who asked, a decision that is to be held: before it is made and after, so that both look alike. */
export function isHeldFrom({ actor }: Pick<Viewer, 'actor'>, { decision, state, ...request }: Request): boolean {
  return decision.hold && !endStates.includes(state) && isParty(request, actor.id)
}

/** Without what is held back: who decides it by what, and how it was decided. */
export function withoutDecision(request: Request): Request {
  const { groups, heardAt } = request.decision
  const decision: Decision = {
    ...{ verdict: 'review', reason: underReview, by: null, heard: [], grant: {}, hold: false },
    ...{ heardAt, groups, outcome: null },
  }
  const state = request.state === 'held' ? 'open' : request.state
  return { ...request, state, changedAt: request.submittedAt, decidedAt: null, decision }
}

/** What policies that only observe would have said is for those who see everything. */
export function withoutObservers(request: Request): Request {
  const heard = request.decision.heard.filter(({ mode }) => mode !== 'observe')
  return { ...request, decision: { ...request.decision, heard } }
}

const underReview = { en: 'Under review', zh: '评审中' }
