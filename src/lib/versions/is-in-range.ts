import { any, type Comparator, type Constraint, type Range, sortConstraints } from './range.ts'
import { compareVersions } from './versions.ts'

/**
 * Whether a version lies in a range, by order alone; VERS, “Checking if a version is contained within a range”. Where
 * constraints overlap, the inner ones do not count. A range of nothing but `!=` holds all other versions.
 */
export function isInRange(range: Range, version: string): boolean {
  if (range.type === 'none') return false
  if (range.constraints[0]?.comparator === '*') return true
  const posts = postsOf(range)
  const at = findPost(range.type, posts, version)
  const post = posts[at]
  if (!post) return posts.at(-1)?.holdsAfter ?? false
  return compareVersions(range.type, post.version, version) === 0 ? post.holds : post.holdsBefore
}

/** The same versions in the fewest constraints, canonical. The range of no version is `vers:none/*`. */
export function simplify(range: Range): Range {
  const { type } = range
  if (type === 'none' || range.constraints[0]?.comparator === '*') return { type, constraints: [any] }
  const posts = postsOf(range)
  const constraints = posts.flatMap(post => {
    const comparator = comparatorOf(post)
    return comparator ? [{ comparator, version: post.version }] : []
  })
  if (constraints.length > 0) return { type, constraints }
  return { type: posts[0]?.holdsBefore ? type : 'none', constraints: [any] }
}

/** A version of the range, and what it says: of itself, and of the versions up to the next on either side. */
interface Post {
  version: string
  holdsBefore: boolean
  holds: boolean
  holdsAfter: boolean
}

const known = new WeakMap<Range, Post[]>()

/** In order; kept, as many versions are tried with one range. */
function postsOf(range: Range): Post[] {
  const before = known.get(range)
  if (before) return before
  const posts = drawPosts(groupByVersion(range))
  known.set(range, posts)
  return posts
}

interface Group {
  version: string
  comparators: readonly Comparator[]
}

function groupByVersion({ type, constraints }: Range): Group[] {
  const groups: { version: string; comparators: Comparator[] }[] = []
  for (const { version, comparator } of sortConstraints(type, constraints)) {
    const last = groups.at(-1)
    if (last && compareVersions(type, last.version, version) === 0) last.comparators.push(comparator)
    else groups.push({ version, comparators: [comparator] })
  }
  return groups
}

/** What lies between two bounds belongs to the range if the lower one opens it or the upper one closes it. */
function drawPosts(groups: readonly Group[]): Post[] {
  const bounds = groups.filter(group => opens(group) || closes(group))
  const singles = groups.some(({ comparators }) => comparators.includes('='))
  let next = 0
  return groups.map(group => {
    const isBound = bounds[next] === group
    const holdsBefore = isBetween(bounds[next - 1], bounds[next], !singles)
    if (isBound) next++
    const holdsAfter = isBound ? isBetween(bounds[next - 1], bounds[next], !singles) : holdsBefore
    return { version: group.version, holdsBefore, holds: holdsAt(group, holdsBefore, holdsAfter), holdsAfter }
  })
}

function isBetween(below: Group | undefined, above: Group | undefined, isOpen: boolean): boolean {
  if (!below && !above) return isOpen
  return (below !== undefined && opens(below)) || (above !== undefined && closes(above))
}

function opens({ comparators }: Group): boolean {
  return comparators.some(comparator => comparator.startsWith('>'))
}

function closes({ comparators }: Group): boolean {
  return comparators.some(comparator => comparator.startsWith('<'))
}

function holdsAt(group: Group, holdsBefore: boolean, holdsAfter: boolean): boolean {
  if (group.comparators.some(comparator => ['=', '<=', '>='].includes(comparator))) return true
  if (group.comparators.includes('!=')) return false
  // A bound alone between two stretches that both hold lies inside a wider range; two of them leave a hole.
  return holdsBefore && holdsAfter && !(opens(group) && closes(group))
}

function comparatorOf({ holdsBefore, holds, holdsAfter }: Post): Constraint['comparator'] | undefined {
  if (holdsBefore && holdsAfter) return holds ? undefined : '!='
  if (holdsBefore) return holds ? '<=' : '<'
  if (holdsAfter) return holds ? '>=' : '>'
  return holds ? '=' : undefined
}

/** The first post that does not come before the version. */
function findPost(type: string, posts: readonly Post[], version: string): number {
  let [low, high] = [0, posts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareVersions(type, posts[middle]?.version ?? '', version) < 0) low = middle + 1
    else high = middle
  }
  return low
}
