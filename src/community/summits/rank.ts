import type { Invitation, Nomination, Standing } from './model.ts'

/** Where a nomination stands: votes decide by simple majority, and an invitation by its answer. */
export function standingOf(
  { withdrawn, votes }: Nomination,
  invitation: Pick<Invitation, 'state'> | undefined,
): Standing {
  if (invitation) {
    const answered = { sent: 'invited', accepted: 'coming', declined: 'declined', expired: 'expired' } as const
    return answered[invitation.state]
  }
  if (withdrawn) return 'withdrawn'
  if (votes.yes > votes.no) return 'approved'
  return votes.no > 0 ? 'rejected' : 'proposed'
}

/** The list of those who are asked: the most in favor first, then the most shown, then who came first. */
export function rank(nominations: readonly Nomination[]): Nomination[] {
  const lead = ({ votes }: Nomination) => votes.yes - votes.no
  return nominations
    .filter(nomination => !nomination.withdrawn && nomination.votes.yes > nomination.votes.no)
    .sort(
      (a, b) =>
        lead(b) - lead(a) ||
        countEvidence(b) - countEvidence(a) ||
        (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0) ||
        (a.id < b.id ? -1 : 1),
    )
}

export function countEvidence({ evidence }: Pick<Nomination, 'evidence'>): number {
  return Object.values(evidence).filter(text => text !== '').length
}
