import type { Proposal } from './model.ts'

export interface Candidate {
  person: string
  /** Of one of the person's identities that has the name. */
  key: string
  name: string
  email: string
  domain: string | null
  login: string | null
  commits: number
  projects: string[]
}

/** Mail that anybody can have says nothing of where somebody works. */
const publicDomains = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com qq.com 163.com 126.com foxmail.com gmx.de gmx.net web.de proton.me protonmail.com mail.ru yandex.ru'.split(
    ' ',
  ),
)

/** Pairs of people of the same full name: never joined by themselves, but worth a look, the surest first. */
export function propose(candidates: readonly Candidate[]): Proposal[] {
  const proposals: Proposal[] = []
  candidates.forEach((left, index) => {
    for (const right of candidates.slice(index + 1)) {
      if (left.person === right.person) continue
      const [one, other] = left.commits >= right.commits ? [left, right] : [right, left]
      const reasons = reasonsFor(one, other)
      proposals.push({
        left: one.key,
        right: other.key,
        people: [one, other].map(({ person, name, email, commits }) => ({ id: person, name, email, commits })),
        reasons,
        confidence: confidenceOf(reasons),
      })
    }
  })
  return proposals
}

function reasonsFor(one: Candidate, other: Candidate): Proposal['reasons'] {
  const isSameDomain = one.domain !== null && one.domain === other.domain && !publicDomains.has(one.domain)
  return [
    'same-name',
    ...(one.projects.some(project => other.projects.includes(project)) ? (['same-project'] as const) : []),
    ...(isSameDomain ? (['same-domain'] as const) : []),
    ...(isLike(one.login, other.email) || isLike(other.login, one.email) || isLike(localOf(one.email), other.email)
      ? (['login-like-email'] as const)
      : []),
  ]
}

function isLike(login: string | null, email: string) {
  return login !== null && login.length >= 4 && login.toLowerCase() === localOf(email)
}

function localOf(email: string) {
  return email.toLowerCase().split('@')[0] ?? ''
}

/** Independent hints: each leaves a part of the doubt that the others left. */
const doubtLeft: Record<Proposal['reasons'][number], number> = {
  'same-name': 0.5,
  'same-project': 0.4,
  'same-domain': 0.4,
  'login-like-email': 0.3,
}

function confidenceOf(reasons: Proposal['reasons']): number {
  const doubt = reasons.reduce((doubt, reason) => doubt * doubtLeft[reason], 1)
  return Math.round((1 - doubt) * 100) / 100
}
