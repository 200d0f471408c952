import { createHash } from 'node:crypto'
import type { IdentityKeys } from './keys.ts'

/** Why two are believed to be one, the strongest first. */
export const evidenceKinds = [
  'human',
  'account',
  'same-account',
  'import',
  'mailmap',
  'no-reply',
  'profile',
  'email',
] as const
type EvidenceKind = (typeof evidenceKinds)[number]

export interface Edge {
  kind: EvidenceKind
  left: string
  right: string
}

export interface Known {
  keys: IdentityKeys
  /** Whose it was before. */
  person?: string | undefined
}

export interface Graph {
  identities: readonly Known[]
  /** Beside what follows from the identities' own keys. */
  edges: readonly Edge[]
  /** Said not to be the same: no evidence crosses it. */
  apart: readonly (readonly [string, string])[]
  /** Ids of people who have nothing to do with any of these. */
  taken?: ReadonlySet<string>
}

/** Of so many different names that write from one address, it is nobody's own. */
const mostNamesOfAnAddress = 10

/**
 * Who is who: the id of a person for each identity, in their order. What is told of the same set gives the same answer,
 * whatever the order in which it came; an id stays with the larger part of those who had it.
 */
export function resolvePeople({ identities, edges, apart, taken }: Graph): string[] {
  const shared = findSharedAddresses(identities)
  const own = identities.flatMap(({ keys }) => edgesOf(keys, shared))
  const groups = new Groups()
  const nodes = identities.map(({ keys }) => groups.at(keys.node))
  const all = [...edges, ...own]
  for (const { left, right } of all) groups.join(groups.at(left), groups.at(right))
  if (apart.length > 0) groups.takeApart(all, apart)
  const roots = nodes.map(node => groups.find(node))
  return namePeople(identities, roots, anchorsOf(identities, roots, edges, groups), taken)
}

/** What an identity says by itself. */
export function edgesOf({ node, email, login, isNoReply }: IdentityKeys, shared: ReadonlySet<string>): Edge[] {
  const edges: Edge[] = []
  if (login) edges.push({ kind: isNoReply ? 'no-reply' : 'account', left: node, right: login })
  if (email && !shared.has(email)) {
    edges.push({ kind: login && !isNoReply ? 'profile' : 'email', left: node, right: email })
  }
  return edges
}

export function findSharedAddresses(identities: readonly Known[]): Set<string> {
  const names = new Map<string, Set<string>>()
  for (const { keys } of identities) {
    if (!keys.email || !keys.name) continue
    const known = names.get(keys.email)
    if (known) known.add(keys.name)
    else names.set(keys.email, new Set([keys.name]))
  }
  const isShared = ([, known]: [string, Set<string>]) => known.size > mostNamesOfAnAddress
  return new Set([...names].filter(isShared).map(([email]) => email))
}

function byStrength(a: Edge, b: Edge) {
  const strength = (edge: Edge) => evidenceKinds.indexOf(edge.kind)
  return strength(a) - strength(b) || compare(a.left, b.left) || compare(a.right, b.right)
}

/** Union-find (by size, with path halving) that knows which groups must not become one. */
class Groups {
  readonly #numbers = new Map<string, number>()
  readonly #parents: number[] = []
  readonly #sizes: number[] = []
  /** By root: numbers of those that must not be in the same group. */
  readonly #enemies = new Map<number, Set<number>>()

  at(key: string): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#parents.length
    this.#numbers.set(key, number)
    this.#parents.push(number)
    this.#sizes.push(1)
    return number
  }

  find(number: number): number {
    let at = number
    for (;;) {
      const parent = this.#parents[at] ?? at
      if (parent === at) return at
      const above = this.#parents[parent] ?? parent
      this.#parents[at] = above
      at = above
    }
  }

  #keepApart(a: number, b: number) {
    if (a === b) return
    this.#enemiesOf(a).add(b)
    this.#enemiesOf(b).add(a)
  }

  join(a: number, b: number) {
    const [left, right] = [this.find(a), this.find(b)]
    if (left === right || this.#areEnemies(left, right)) return
    const isSmaller = (this.#sizes[left] ?? 1) < (this.#sizes[right] ?? 1)
    const [small, large] = isSmaller ? [left, right] : [right, left]
    this.#parents[small] = large
    this.#sizes[large] = (this.#sizes[large] ?? 1) + (this.#sizes[small] ?? 1)
    const taken = this.#enemies.get(small)
    if (!taken) return
    for (const enemy of taken) this.#enemiesOf(large).add(enemy)
    this.#enemies.delete(small)
  }

  #areEnemies(left: number, right: number) {
    const [mine, theirs] = [this.#enemies.get(left), this.#enemies.get(right)]
    if (!mine || !theirs) return false
    for (const enemy of mine) if (this.find(enemy) === right) return true
    return false
  }

  /** Joins anew, the strongest evidence first, what holds two that are not to be one; the rest stays as it is. */
  takeApart(edges: readonly Edge[], apart: Graph['apart']) {
    const enemies = apart.map(([left, right]) => [this.at(left), this.at(right)] as const)
    const contested = new Set(enemies.filter(([a, b]) => this.find(a) === this.find(b)).map(([a]) => this.find(a)))
    if (contested.size === 0) return
    const again = edges.filter(({ left }) => contested.has(this.find(this.at(left))))
    const members = this.#parents.keys().filter(number => contested.has(this.find(number)))
    for (const number of [...members]) {
      this.#parents[number] = number
      this.#sizes[number] = 1
    }
    for (const [a, b] of enemies) this.#keepApart(a, b)
    for (const { left, right } of again.sort(byStrength)) this.join(this.at(left), this.at(right))
  }

  #enemiesOf(root: number) {
    const known = this.#enemies.get(root)
    if (known) return known
    const enemies = new Set<number>()
    this.#enemies.set(root, enemies)
    return enemies
  }
}

/** By root, what a new person would be named after: where a mailmap leads to, else an e-mail, a login, or the name. */
function anchorsOf(
  identities: readonly Known[],
  roots: readonly number[],
  edges: readonly Edge[],
  groups: Groups,
): Map<number, string> {
  const anchors = new Map<number, string>()
  const offer = (root: number, rank: number, key: string) => {
    const candidate = `${rank}${key}`
    const best = anchors.get(root)
    if (best === undefined || candidate < best) anchors.set(root, candidate)
  }
  for (const { kind, left, right } of edges) {
    if (kind !== 'mailmap' || !right.startsWith('e:')) continue
    const root = groups.find(groups.at(right))
    if (groups.find(groups.at(left)) === root) offer(root, 0, right)
  }
  identities.forEach(({ keys: { email, login, node } }, index) => {
    const root = roots[index] ?? 0
    if (email && groups.find(groups.at(email)) === root) offer(root, 1, email)
    else if (login && groups.find(groups.at(login)) === root) offer(root, 2, login)
    else offer(root, 3, node)
  })
  return anchors
}

function namePeople(
  identities: readonly Known[],
  roots: readonly number[],
  anchors: ReadonlyMap<number, string>,
  reserved: ReadonlySet<string> = new Set(),
): string[] {
  const claims = countClaims(identities, roots)
  claims.sort((a, b) => b.count - a.count || compare(anchors.get(a.root) ?? '', anchors.get(b.root) ?? ''))
  const ids = new Map<number, string>()
  const taken = new Set(reserved)
  for (const { root, person } of claims) {
    if (ids.has(root) || taken.has(person)) continue
    ids.set(root, person)
    taken.add(person)
  }
  const unnamed = [...anchors].filter(([root]) => !ids.has(root)).sort(([, a], [, b]) => compare(a, b))
  for (const [root, anchor] of unnamed) {
    const id = freshId(bareKey(anchor.slice(1)), taken)
    ids.set(root, id)
    taken.add(id)
  }
  return roots.map(root => ids.get(root) ?? '')
}

function countClaims(identities: readonly Known[], roots: readonly number[]) {
  const counts = new Map<string, { root: number; person: string; count: number }>()
  identities.forEach(({ person }, index) => {
    const root = roots[index] ?? 0
    if (person === undefined) return
    const key = `${root} ${person}`
    const claim = counts.get(key)
    if (claim) claim.count++
    else counts.set(key, { root, person, count: 1 })
  })
  return [...counts.values()]
}

/** The hash of an e-mail stays the same for all who scan the same history. */
function freshId(anchor: string, taken: ReadonlySet<string>): string {
  for (let attempt = 0; ; attempt++) {
    const id = idOfPerson(attempt === 0 ? anchor : `${anchor} ${attempt}`)
    if (!taken.has(id)) return id
  }
}

/** Whether a person of whom this is a key may have been given this id. */
export function isDrawnFrom(id: string, key: string): boolean {
  return idOfPerson(bareKey(key)) === id
}

function bareKey(key: string): string {
  return key.slice(2)
}

/** Drawn from an e-mail, so that it is stable, and tells nobody what it is. */
export function idOfPerson(anchor: string): string {
  return createHash('sha256').update(anchor).digest('base64url').slice(0, 16)
}

function compare(a: string, b: string) {
  return a < b ? -1 : a > b ? 1 : 0
}
