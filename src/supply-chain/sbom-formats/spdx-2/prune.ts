import { isRecord } from '../../../lib/json/untrusted.ts'
import { findProblems } from './read-spdx-2.ts'

/** Each round takes away what the one before left broken. */
const rounds = 8
/** A document that is broken in more places has nothing of it taken over. */
const mostBroken = 10_000

/**
 * What a document of SPDX 2 said beyond the model is written again as it was, and may break the rules, or may do so by now.
 * What breaks them is taken away: an entry of a list, else a field. Undefined where too much is broken.
 */
export function prune(written: Record<string, unknown>): Record<string, unknown> | undefined {
  let document = written
  for (let round = 0; round < rounds; round++) {
    const problems = findProblems(document, true, mostBroken)
    if (problems.length === 0) return document
    if (problems.length === mostBroken) return undefined
    if (document === written) document = structuredClone(written)
    const holders = new Set<unknown[]>()
    for (const path of new Set(problems.map(({ path = '' }) => path))) remove(document, path, holders)
    for (const holder of holders) holder.splice(0, holder.length, ...holder.filter(one => one !== gone))
    dropEmptyLists(document)
  }
  return undefined
}

const gone = Symbol('gone')

function remove(document: Record<string, unknown>, path: string, holders: Set<unknown[]>) {
  const steps = path.split('/').slice(1)
  const last = steps.at(-1)
  let holder: unknown = document
  for (const step of steps.slice(0, -1))
    holder = isRecord(holder) || Array.isArray(holder) ? stepInto(holder, step) : undefined
  if (last === undefined) return
  if (Array.isArray(holder)) {
    holder[Number(last)] = gone
    holders.add(holder)
  } else if (isRecord(holder)) delete holder[last]
}

function stepInto(holder: Record<string, unknown> | unknown[], step: string): unknown {
  return Array.isArray(holder) ? holder[Number(step)] : holder[step]
}

function dropEmptyLists(document: Record<string, unknown>) {
  for (const [name, value] of Object.entries(document)) {
    if (Array.isArray(value) && value.length === 0) delete document[name]
  }
}
