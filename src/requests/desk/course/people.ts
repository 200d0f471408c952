import type { Request, Review } from '../model.ts'

/** Who is in which group today, and who stands in for whom. */
export interface People {
  members: ReadonlyMap<string, readonly string[]>
  deputies: ReadonlyMap<string, readonly string[]>
}

/** Those whose answer to a review counts: never the one who asked, nor who asked for them. */
export function findReviewers(review: Review, request: Request, { members }: Pick<People, 'members'>): string[] {
  const asked = review.assignedTo !== null ? [review.assignedTo] : (members.get(review.group) ?? [])
  const escalated = review.escalatedAt && review.step.escalateTo ? (members.get(review.step.escalateTo) ?? []) : []
  return [...new Set([...asked, ...escalated])].filter(account => !isParty(request, account))
}

/** The requester, and whoever typed it for them. */
export function isParty({ requester, askedBy }: Pick<Request, 'requester' | 'askedBy'>, account: string): boolean {
  return account === requester || account === askedBy
}

/** The groups that reviews may need to know the members of. */
export function groupsOf(reviews: readonly Review[]): string[] {
  return [...new Set(reviews.flatMap(({ group, step }) => [group, step.escalateTo ?? group]))]
}
