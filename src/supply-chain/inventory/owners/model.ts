import { z } from 'zod'
import { parseCsv } from '../../../lib/csv/csv.ts'
import type { Text } from '../../../lib/text/text.ts'

/** As it is kept: `account:…`, `group:…`, `person:…`, or a name as it was written. */
export const Owner = z.string().trim().min(1).max(200)

/** Whether somebody is the owner, or in the group that is. A name that was merely written is nobody. */
export function owns(actor: { id: string; groups: ReadonlySet<string> }, owner: string | null): boolean {
  if (owner === null || actor.id === '') return false
  if (owner === `account:${actor.id}`) return true
  return owner.startsWith('group:') && actor.groups.has(owner.slice('group:'.length))
}

/** Of a package, or of one version of it. */
export const Ownership = z.object({
  /** A package URL with or without version, or the `name:` of what has none. */
  purl: z.string().trim().min(1).max(1100),
  /** Null for nobody: a version then has its package's owner again. */
  owner: Owner.nullable(),
})
export type Ownership = z.infer<typeof Ownership>

export const NamedOwnership = z.object({ purl: z.string(), owner: z.string(), ownerName: z.string() })
export type NamedOwnership = z.infer<typeof NamedOwnership>

/** Reads purl,owner. */
export function readOwners(text: string, source: string): { owners: Ownership[]; problems: Text[] } {
  const [head, ...rows] = parseCsv(text)
  const names = head?.cells.map(cell => cell.trim().toLowerCase()) ?? []
  const at = { purl: names.findIndex(name => ['purl', 'package'].includes(name)), owner: names.indexOf('owner') }
  if (at.purl === -1 || at.owner === -1) return { owners: [], problems: [noHead(source)] }
  const owners: Ownership[] = []
  const problems: Text[] = []
  for (const { line, cells } of rows) {
    const read = Ownership.safeParse({ purl: cells[at.purl], owner: cells[at.owner]?.trim() || null })
    if (read.success) owners.push(read.data)
    else problems.push(badLine(source, line))
  }
  return { owners, problems }
}

function noHead(source: string): Text {
  return { en: `${source} needs a first line with purl,owner`, zh: `${source} 的首行应为 purl,owner` }
}

function badLine(source: string, line: number): Text {
  return {
    en: `${source}:${line}: give a package URL and an owner of at most 200 characters`,
    zh: `${source}:${line}：请给出软件包 URL 和不超过 200 个字符的负责人`,
  }
}
