import { randomUUID } from 'node:crypto'
import { insertAccount } from '../src/access/accounts/store.ts'
import { shippedGroups } from '../src/access/groups/model.ts'
import { insertMembership } from '../src/access/groups/store.ts'
import { hashDetail, hashEntry } from '../src/access/ledger/model.ts'
import { findHead } from '../src/access/ledger/store.ts'
import { insertAssignment } from '../src/access/roles/store.ts'
import { saveProject } from '../src/catalog/projects/store.ts'
import type { Context, Db } from '../src/platform/context.ts'
import { saveManifest } from '../src/supply-chain/inventory/service.ts'

const people = 200
const reviewersAGroup = 10
const day = 86_400_000

/** What each account of the office does there: the first ten of each group review, the rest ask. */
export interface Staff {
  officer: string
  /** Sees all requests. */
  reviewer: string
  /** Sees what their group is asked about. */
  expert: string
  member: string
  all: string[]
  members: string[]
  reviewers: Map<string, string[]>
}

export async function hire({ db, now }: Context): Promise<Staff> {
  const createdAt = now().toISOString()
  const rest = { locale: null, timeZone: null, active: true, externalId: null, createdAt }
  const reviewers = new Map(shippedGroups.map(({ id }): [string, string[]] => [id, []]))
  const all: string[] = []
  const members: string[] = []
  for (let i = 0; i < people; i++) {
    const id = `person-${i}`
    const login = `person${i}`
    await insertAccount(db, { ...rest, id, name: `Person ${i}`, login, email: `${login}@example.org` })
    const group = shippedGroups[Math.floor(i / reviewersAGroup)]?.id
    const role = group === 'office' ? 'officer' : group && group !== 'architecture' ? 'reviewer' : 'member'
    await insertAssignment(db, { role, holderKind: 'account', holder: id })
    if (group) {
      const term = { role: 'member', since: '2020-01-01', until: null, source: 'office' as const }
      await insertMembership(db, { id: randomUUID(), group, account: id, ...term })
      reviewers.get(group)?.push(id)
    } else members.push(id)
    all.push(id)
  }
  const one = (group: string) => reviewers.get(group)?.[0] ?? ''
  const asked = { officer: one('office'), reviewer: one('legal'), expert: one('architecture') }
  return { ...asked, member: members[0] ?? '', all, members, reviewers }
}

export const packages = 300
const projects = 100
const packagesPerProject = 100
export const components = 1700

/** Licenses as they are met: mostly permissive. */
export function licenseOf(number: number): string {
  if (number % 30 === 7) return 'AGPL-3.0-only'
  if (number % 10 === 3) return 'MPL-2.0'
  return number % 4 === 1 ? 'Apache-2.0' : 'MIT'
}

/** Each package in some thirty projects, and one project of 1,700 components. */
export async function stock({ db, now }: Context) {
  for (let i = 0; i < projects; i++) {
    const uses = Array.from({ length: packagesPerProject }, (_, j) => use((i * 37 + j) % packages, i % 3))
    await keep(db, `project-${i}`, uses, now())
  }
  const large = Array.from({ length: components }, (_, j) => use(j, 0))
  await keep(db, 'large', large, now())
}

export async function keep(db: Db, id: string, uses: ReturnType<typeof use>[], at: Date) {
  const project = { id, name: `Project ${id}`, path: `/code/${id}`, kind: 'repository' as const, mainPath: null }
  await saveProject(db, { ...project, addedAt: at.toISOString() })
  const contentHash = JSON.stringify(uses.map(({ license }) => license)).slice(0, 5000)
  const manifest = { path: 'package-lock.json', reader: 'npm', warnings: [], contentHash, components: uses }
  await saveManifest({ db, now: () => at }, id, manifest)
}

export function use(number: number, minor: number, license = licenseOf(number), name = 'package') {
  const version = `1.${minor}.0`
  return {
    purl: `pkg:npm/${name}-${number}@${version}`,
    package: `pkg:npm/${name}-${number}`,
    version,
    license,
    relation: 'direct' as const,
    scope: 'runtime' as const,
    path: [],
    manifest: 'package-lock.json',
  }
}

/** A chain of entries as `record` would have written them one by one. */
export async function fillLedger(ctx: Context, count: number) {
  const { seq: from, hash } = await findHead(ctx.db)
  let previousHash = hash
  const entries: Record<string, unknown>[] = []
  const details: Record<string, unknown>[] = []
  for (let i = 1; i <= count; i++) {
    const salt = `salt-${i}-${'x'.repeat(32)}`
    const after = {
      state: 'approved',
      answers: { product: `Product ${i}`, purpose: 'what it is used for '.repeat(10) },
    }
    const detail = JSON.stringify({ after, why: 'Fine as it is' })
    const seq = from + i
    const subject = { kind: 'request', id: String(1 + (i % 10_000)) }
    const at = new Date(ctx.now().getTime() - day * 365 + i * 60_000).toISOString()
    const deed = { seq, at, actor: `person-${i % people}`, actingFor: null, verb: 'request.reviewed', subject }
    const entry = { ...deed, detailHash: hashDetail(salt, detail), previousHash }
    previousHash = hashEntry(entry)
    entries.push({
      seq,
      at,
      actor_id: deed.actor,
      acting_for: null,
      verb: deed.verb,
      subject_kind: subject.kind,
      subject_id: subject.id,
      detail_hash: entry.detailHash,
      previous_hash: entry.previousHash,
      hash: previousHash,
    })
    details.push({ seq, salt, detail, erased_at: null })
  }
  await insertAll(ctx.db, 'ledger_entry', entries)
  await insertAll(ctx.db, 'ledger_detail', details)
  const tables = ctx.db.withTables<{ ledger_head: { seq: number; hash: string } }>()
  await tables
    .updateTable('ledger_head')
    .set({ seq: from + count, hash: previousHash })
    .execute()
}

const rowsAtOnce = 500

/** Many rows in few statements, for data of a size that would take minutes one by one. */
export async function insertAll(db: Db, table: string, rows: readonly Record<string, unknown>[]) {
  const tables = db.withTables<Record<string, Record<string, unknown>>>()
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await tables
      .insertInto(table)
      .values(rows.slice(at, at + rowsAtOnce))
      .execute()
}
