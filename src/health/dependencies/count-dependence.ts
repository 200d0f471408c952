import type { Dependence } from './model.ts'

/** One who holds a package, and how. */
export interface PackageUser {
  package: string
  product: string | null
  release: number | null
  project: string | null
  /** Of what was delivered: whose it is, and what. */
  delivery: string
  relation: string
  scope: string
}

const kinds = ['direct', 'indirect', 'development'] as const
type Kind = (typeof kinds)[number]

/** Users are counted once, by their strongest use. What a project holds of itself is no use. */
export function countDependence(packages: number, uses: readonly PackageUser[], self: string): Dependence {
  const others = uses.filter(({ project }) => project !== self)
  const strongest = new Map<string, Kind>()
  for (const use of others) {
    const [user, kind] = [userOf(use), kindOf(use)]
    const before = strongest.get(user)
    if (!before || kinds.indexOf(kind) < kinds.indexOf(before)) strongest.set(user, kind)
  }
  const users = [...strongest]
  const count = (begin: string) => users.filter(([user]) => user.startsWith(begin)).length
  const ofKind = (kind: Kind) => users.filter(([, own]) => own === kind).length
  return {
    packages,
    products: count('product '),
    releases: new Set(others.flatMap(({ release }) => release ?? [])).size,
    projects: count('project '),
    deliveries: count('delivery '),
    direct: ofKind('direct'),
    indirect: ofKind('indirect'),
    development: ofKind('development'),
  }
}

function userOf({ product, project, delivery }: PackageUser): string {
  if (product !== null) return `product ${product}`
  return project !== null ? `project ${project}` : `delivery ${delivery}`
}

function kindOf({ relation, scope }: PackageUser): Kind {
  if (scope !== 'runtime') return 'development'
  return relation === 'direct' ? 'direct' : 'indirect'
}
