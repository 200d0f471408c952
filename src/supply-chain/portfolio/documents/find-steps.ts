import type { Relationship, Sbom } from '../../sbom-formats/sbom.ts'

export interface Step {
  relation: 'direct' | 'transitive' | 'unknown'
  /** The part before it on the shortest way. */
  before?: string
  /** Whether only what is needed to build or to test leads there. */
  development: boolean
}

/** In the words of SPDX 3: that one needs the other. */
const needs = new Set([
  'dependsOn',
  'hasDynamicLink',
  'hasStaticLink',
  'hasOptionalComponent',
  'hasOptionalDependency',
  'hasPrerequisite',
  'hasProvidedDependency',
  'usesTool',
])
const developing = new Set(['design', 'development', 'build', 'test'])

interface Edge {
  to: string
  need: boolean
  development: boolean
}

/**
 * How each part is reached from what the document is about, breadth first. What that needs is direct; what that merely
 * contains may be either, so nothing is said of it, but of what hangs below it.
 */
export function findSteps(sbom: Sbom, parts: ReadonlySet<string>, root: string | undefined): Map<string, Step> {
  const edges = edgesOf(sbom.relationships, parts, root)
  const steps = new Map<string, Step>()
  const fromRoot = (root === undefined ? undefined : edges.get(root)) ?? []
  const spread = (queue: string[]) => {
    for (let at = 0; at < queue.length; at++) follow(queue[at] ?? '', edges, steps, queue)
  }
  for (const development of [false, true]) {
    const direct = fromRoot.filter(edge => edge.need && edge.development === development && !steps.has(edge.to))
    for (const { to } of direct) steps.set(to, { relation: 'direct', development })
    spread(direct.map(({ to }) => to))
  }
  const needed = new Set([...edges].flatMap(([from, all]) => (from === root ? [] : all.map(({ to }) => to))))
  const tops = [...parts].filter(id => !steps.has(id) && !needed.has(id) && edges.has(id))
  for (const id of tops) steps.set(id, { relation: 'unknown', development: false })
  spread(tops)
  return steps
}

function follow(from: string, edges: ReadonlyMap<string, Edge[]>, steps: Map<string, Step>, queue: string[]) {
  const here = steps.get(from)
  for (const { to, need, development } of edges.get(from) ?? []) {
    if (steps.has(to)) continue
    // A layer of an image holds what somebody needs, but needs it not itself.
    const relation = need || here?.relation !== 'unknown' ? 'transitive' : 'unknown'
    steps.set(to, { relation, before: from, development: development || here?.development === true })
    queue.push(to)
  }
}

/** Files stand for nothing here: a document may have a hundred thousand of their relationships. */
function edgesOf(relationships: readonly Relationship[], parts: ReadonlySet<string>, root: string | undefined) {
  const edges = new Map<string, Edge[]>()
  for (const { from, kind, to, scope = '' } of relationships) {
    const need = needs.has(kind)
    if ((!need && kind !== 'contains') || (from !== root && !parts.has(from))) continue
    const list = edges.get(from) ?? []
    for (const id of to) if (parts.has(id)) list.push({ to: id, need, development: developing.has(scope) })
    if (list.length > 0) edges.set(from, list)
  }
  return edges
}
