import type { Step } from '../../policies/model.ts'
import type { Request, Review } from '../model.ts'

/** Who is in which group today, and of those to whom steps were handed the ones who are still here. */
export interface People {
  members: ReadonlyMap<string, readonly string[]>
  here: ReadonlySet<string>
}

type Parties = Pick<Request, 'requester' | 'askedBy'>

/** Runs the desk: asked where nobody else is there to be. */
export const office = 'office'

/** Those whose answer to a review counts: never the one who asked, nor who asked for them. */
export function findReviewers(review: Review, request: Parties, { members, here }: People): string[] {
  const { group, assignedTo, escalatedTo } = review
  const asked = assignedTo !== null && here.has(assignedTo) ? [assignedTo] : (members.get(group) ?? [])
  const escalated = escalatedTo === null ? [] : (members.get(escalatedTo) ?? [])
  return [...new Set([...asked, ...escalated])].filter(account => !isParty(request, account))
}

/** Of these reviewers, those who can still answer: nobody answers twice, nor for themselves after they did for another. */
export function findUnheard({ answers }: Review, reviewers: readonly string[]): string[] {
  return reviewers.filter(reviewer => !answers.some(({ account, givenBy }) => [account, givenBy].includes(reviewer)))
}

/** The requester, and whoever typed it for them. */
export function isParty({ requester, askedBy }: Parties, account: string): boolean {
  return account === requester || account === askedBy
}

/** Whether one person’s answer can never be enough: then nobody answers it alone for the whole group. */
export function takesSeveral({ kind, count }: Step): boolean {
  return kind === 'vote' || count > 1
}

/** The groups that reviews may need to know the members of. */
export function groupsOf(reviews: readonly Review[]): string[] {
  return [...new Set(reviews.flatMap(({ group, escalatedTo }) => [group, escalatedTo ?? group]))]
}
