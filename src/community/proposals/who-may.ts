import type { Call, Proposal, Speaker } from './model.ts'

interface Asker {
  id: string
  permissions: ReadonlySet<string>
  groups: ReadonlySet<string>
}

export function manages(actor: Asker): boolean {
  return actor.permissions.has('community.manage')
}

export function isReviewer({ plan }: Pick<Call, 'plan'>, actor: Asker): boolean {
  return actor.groups.has(plan.reviewers)
}

export function isOnCommittee({ plan }: Pick<Call, 'plan'>, actor: Asker): boolean {
  return manages(actor) || actor.groups.has(plan.committee)
}

export function isSpeaker(speakers: readonly Speaker[], actor: Asker): boolean {
  return actor.id !== '' && speakers.some(({ account }) => account === actor.id)
}

/**
 * Who reviews in a call sees no names until it is announced what became of a proposal, whatever else they may do. Others
 * of the committee do, and who speaks in it.
 */
export function seesNames(call: Call, proposal: Proposal, speakers: readonly Speaker[], actor: Asker): boolean {
  if (isSpeaker(speakers, actor)) return true
  return isOnCommittee(call, actor) && (!isReviewer(call, actor) || proposal.state !== 'submitted')
}

export function isAccepting({ state, deadlineAt }: Pick<Call, 'state' | 'deadlineAt'>, now: Date): boolean {
  return state === 'open' && (deadlineAt === null || now.toISOString() <= deadlineAt)
}
