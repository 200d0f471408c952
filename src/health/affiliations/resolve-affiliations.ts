/** Whose word it is, the one that counts most first. */
export const affiliationEvidence = ['human', 'directory', 'import', 'domain', 'profile'] as const
export type AffiliationEvidence = (typeof affiliationEvidence)[number]

/** Days: the first is included, the last is not; null where it is open. */
interface Term {
  since: string | null
  until: string | null
}

export interface Statement extends Term {
  organization: string
  evidence: AffiliationEvidence
  /** When it was said: of equal words the later counts. */
  at: string
}

export interface Affiliation extends Term {
  organization: string
  evidence: AffiliationEvidence
}

export interface Acquisition {
  acquirer: string
  /** From this day on; null: always. */
  since: string | null
}

/**
 * Where somebody worked, one organization at a time: what counts less fills the gaps that better words leave, and what is
 * said by nobody stays unknown. From the day of an acquisition on it is the acquirer.
 */
export function resolveAffiliations(
  statements: readonly Statement[],
  acquisitions: ReadonlyMap<string, Acquisition> = new Map(),
): Affiliation[] {
  const ranked = statements.filter(({ since, until }) => since === null || until === null || since < until)
  const timeline: Affiliation[] = []
  for (const statement of ranked.toSorted(byWeight)) {
    const { organization, evidence } = statement
    for (const term of without(statement, timeline)) timeline.push({ ...term, organization, evidence })
  }
  return joined(timeline.flatMap(one => acquired(one, acquisitions)).sort(byTime))
}

/** Days are compared as texts; nothing before and nothing after stand for the ends. */
function byWeight(a: Statement, b: Statement) {
  const weight = affiliationEvidence.indexOf(a.evidence) - affiliationEvidence.indexOf(b.evidence)
  return (
    weight || compare(b.at, a.at) || compare(b.since ?? '', a.since ?? '') || compare(a.organization, b.organization)
  )
}

/** Of a term, the parts on which nobody else has said anything. */
function without(term: Term, taken: readonly Term[]): Term[] {
  let parts: Term[] = [{ since: term.since, until: term.until }]
  for (const other of taken) parts = parts.flatMap(part => minus(part, other))
  return parts
}

function minus(part: Term, other: Term): Term[] {
  const isApart = startsAfter(part.since, other.until) || startsAfter(other.since, part.until)
  if (isApart) return [part]
  const rest: Term[] = []
  if (other.since !== null && (part.since === null || part.since < other.since)) {
    rest.push({ since: part.since, until: other.since })
  }
  if (other.until !== null && (part.until === null || part.until > other.until)) {
    rest.push({ since: other.until, until: part.until })
  }
  return rest
}

function startsAfter(since: string | null, until: string | null) {
  return since !== null && until !== null && since >= until
}

/** An acquirer may be acquired in its turn; a circle ends where it began. */
function acquired(
  one: Affiliation,
  acquisitions: ReadonlyMap<string, Acquisition>,
  seen: string[] = [],
): Affiliation[] {
  const deal = acquisitions.get(one.organization)
  if (!deal || seen.includes(one.organization)) return [one]
  const after = (since: string | null) =>
    acquired({ ...one, since, organization: deal.acquirer }, acquisitions, [...seen, one.organization])
  if (deal.since === null || (one.since !== null && one.since >= deal.since)) return after(one.since)
  if (one.until !== null && one.until <= deal.since) return [one]
  return [{ ...one, until: deal.since }, ...after(deal.since)]
}

function byTime(a: Affiliation, b: Affiliation) {
  return compare(a.since ?? '', b.since ?? '')
}

/** What follows at once, and is the same, is one. */
function joined(timeline: readonly Affiliation[]): Affiliation[] {
  const result: Affiliation[] = []
  for (const one of timeline) {
    const last = result.at(-1)
    const goesOn = last && last.until !== null && last.until === one.since
    if (goesOn && last.organization === one.organization && last.evidence === one.evidence) last.until = one.until
    else result.push({ ...one })
  }
  return result
}

/** What somebody’s e-mails say: of several organizations each from the first commit with its address on. */
export function affiliationsByDomain(
  addresses: readonly { organization: string; firstAt: string | null }[],
): Omit<Statement, 'at'>[] {
  const first = new Map<string, string>()
  for (const { organization, firstAt } of addresses) {
    const day = firstAt?.slice(0, 10) ?? ''
    const known = first.get(organization)
    if (known === undefined || day < known) first.set(organization, day)
  }
  const inTurn = [...first].sort(([a, dayA], [b, dayB]) => compare(dayA, dayB) || compare(a, b))
  return inTurn.map(([organization, day], index) => ({
    organization,
    evidence: 'domain',
    since: index === 0 ? null : day,
    until: inTurn[index + 1]?.[1] ?? null,
  }))
}

/** The organization of an e-mail's domain: of the domain itself, or of one above it that stands for all below. */
export function organizationOfDomain(
  domain: string,
  domains: ReadonlyMap<string, { organization: string; isTop: boolean }>,
): string | undefined {
  const exact = domains.get(domain)
  if (exact) return exact.organization
  for (let dot = domain.indexOf('.'); dot !== -1; dot = domain.indexOf('.', dot + 1)) {
    const above = domains.get(domain.slice(dot + 1))
    if (above) return above.isTop ? above.organization : undefined
  }
  return undefined
}

function compare(a: string, b: string) {
  return a < b ? -1 : a > b ? 1 : 0
}
