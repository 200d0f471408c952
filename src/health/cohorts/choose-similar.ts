import type { Cohort, CohortWish, Criteria, Criterion, Profile } from './model.ts'

const strict: Criteria = { size: 4, age: 3, language: 'same', kind: 'same' }

/** From strict to anything: the first that gives enough is taken, when nobody asked for another. */
const ladder: readonly Criteria[] = [
  strict,
  { ...strict, age: 0 },
  { ...strict, age: 0, language: 'any' },
  { ...strict, age: 0, language: 'any', kind: 'any' },
  { size: 16, age: 0, language: 'any', kind: 'any' },
]
/** So many make a cohort. */
export const enough = 5
const most = 24

/** The projects beside which one is seen, and by which criteria. */
export function chooseSimilar(own: Profile, others: readonly Profile[], wish: CohortWish): Cohort {
  const named = wish.similarProjects?.split(',').flatMap(id => id.trim() || [])
  if (named && named.length > 0) {
    const members = others.filter(({ project }) => named.includes(project))
    const there = new Set([own, ...others].map(({ project }) => project))
    const unknown = [...new Set(named)].filter(id => !there.has(id))
    return { ...cohortOf(own, members, { size: 0, age: 0, language: 'any', kind: 'any' }, 'by-hand'), unknown }
  }
  const fitting = (criteria: Criteria) => others.filter(other => isSimilar(own, other, criteria))
  if (isAsked(wish)) {
    const criteria = criteriaOf(wish)
    return cohortOf(own, fitting(criteria), criteria, 'as-asked')
  }
  const criteria = ladder.find(criteria => fitting(criteria).length >= enough) ?? ladder.at(-1) ?? strict
  return cohortOf(own, fitting(criteria), criteria, 'by-itself')
}

function isAsked({ similarSize, similarAge, similarLanguage, similarKind }: CohortWish) {
  return [similarSize, similarAge, similarLanguage, similarKind].some(value => value !== undefined)
}

function criteriaOf({ similarSize, similarAge, similarLanguage, similarKind }: CohortWish): Criteria {
  return {
    size: similarSize ?? strict.size,
    age: similarAge ?? strict.age,
    language: similarLanguage ?? strict.language,
    kind: similarKind ?? strict.kind,
  }
}

function cohortOf(own: Profile, fitting: readonly Profile[], criteria: Criteria, chosen: Cohort['chosen']): Cohort {
  const nearest = fitting.toSorted(
    (a, b) => distance(own, a) - distance(own, b) || (a.project < b.project ? -1 : a.project > b.project ? 1 : 0),
  )
  const members = nearest.slice(0, most).map(member => ({ ...member, common: commonOf(own, member) }))
  return { own, members, criteria, chosen, unknown: [], more: nearest.length - members.length }
}

function isSimilar(own: Profile, other: Profile, { size, age, language, kind }: Criteria): boolean {
  return (
    isWithin(own.commitsOfYear + 1, other.commitsOfYear + 1, size) &&
    isWithin(ageOf(own), ageOf(other), age) &&
    (language === 'any' || isSame(own.language, other.language)) &&
    (kind === 'any' || isSame(own.kind, other.kind))
  )
}

function commonOf(own: Profile, other: Profile): Criterion[] {
  const only = (criterion: Partial<Criteria>) =>
    isSimilar(own, other, { size: 0, age: 0, language: 'any', kind: 'any', ...criterion })
  return (['size', 'age', 'language', 'kind'] as const).filter(name => only({ [name]: strict[name] }))
}

/** What nobody knows is like nothing. */
function isSame(a: string | null, b: string | null) {
  return a !== null && a === b
}

function isWithin(own: number | null, other: number | null, factor: number): boolean {
  if (factor === 0) return true
  if (own === null || other === null) return false
  return Math.abs(Math.log(other / own)) <= Math.log(Math.max(1, factor)) + 1e-9
}

/** A day at least, so that two ages have a ratio. */
function ageOf({ ageDays }: Profile): number | null {
  return ageDays === null ? null : Math.max(1, ageDays)
}

/** In size and age, each as how many times. */
function distance(own: Profile, other: Profile): number {
  const size = Math.abs(Math.log((other.commitsOfYear + 1) / (own.commitsOfYear + 1)))
  const [a, b] = [ageOf(own), ageOf(other)]
  return size + (a === null || b === null ? 1 : Math.abs(Math.log(b / a)))
}
