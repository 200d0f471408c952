import { z } from 'zod'
import { oneAtATime } from '../one-at-a-time.ts'
import { readNote, writeNote } from './fact-files.ts'
import type { Facts } from './facts.ts'

const Numbers = z.record(z.string(), z.number())

/** By which the rows of projects are known that lie together, in all such files alike. A number is given once and to nobody else. */
export function numberProjects(facts: Pick<Facts, 'folder'>, ids: readonly string[]): Promise<Map<string, number>> {
  const path = facts.folder('project-numbers.json')
  return oneAtATime(path, async () => {
    const known = new Map(Object.entries(Numbers.safeParse(await readNote(path)).data ?? {}))
    const fresh = [...new Set(ids)].filter(id => !known.has(id))
    if (fresh.length === 0) return known
    let next = Math.max(-1, ...known.values()) + 1
    for (const id of fresh) known.set(id, next++)
    await writeNote(path, Object.fromEntries(known))
    return known
  })
}
