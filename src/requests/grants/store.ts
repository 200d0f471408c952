import type { Db } from '../../platform/context.ts'
import { contains } from '../../platform/db/contains.ts'
import { inSlices } from '../../platform/db/in-slices.ts'
import { productKey } from './covers.ts'
import type { Grant, GrantState, Reopenable } from './model.ts'

interface Row {
  id: string
  request_number: number
  form_id: string
  permits: string
  holder_kind: string
  holder_id: string
  subject_kind: string
  subject: string
  subject_key: string
  covers: string
  version: string | null
  version_range: string | null
  usage: string
  product_key: string | null
  conditions: string
  obligations: string
  valid_from: string
  valid_until: string | null
  reopen_when: string
  snapshot: string
  state: string
  state_reason: string | null
  state_at: string
  warned_at: string | null
  held_to: string | null
}

type Tables = {
  grant_record: Row
  request: { number: number; requester_id: string; asked_by: string }
}

export async function insertGrant(db: Db, grant: Grant) {
  const { holder, subject } = grant
  await db
    .withTables<Tables>()
    .insertInto('grant_record')
    .values({
      id: grant.id,
      request_number: grant.request,
      form_id: grant.form,
      permits: grant.permits,
      holder_kind: holder.kind,
      holder_id: holder.id,
      subject_kind: subject.kind,
      subject: subject.id,
      subject_key: subject.key,
      covers: grant.covers,
      version: grant.snapshot.version,
      version_range: subject.range,
      usage: JSON.stringify(grant.usage),
      product_key: grant.usage.product === null ? null : productKey(grant.usage.product),
      conditions: JSON.stringify(grant.conditions),
      obligations: JSON.stringify(grant.obligations),
      valid_from: grant.validFrom,
      valid_until: grant.validUntil,
      reopen_when: JSON.stringify(grant.reopenWhen),
      snapshot: JSON.stringify(grant.snapshot),
      state: grant.state,
      state_reason: grant.stateReason && JSON.stringify(grant.stateReason),
      state_at: grant.stateAt,
      warned_at: null,
      held_to: null,
    })
    .execute()
}

export interface GrantSearch {
  permits?: readonly string[] | undefined
  state?: GrantState | undefined
  states?: readonly GrantState[] | undefined
  holder?: string | undefined
  request?: number | undefined
  requests?: readonly number[] | undefined
  exceptRequest?: number | undefined
  ids?: readonly string[] | undefined
  /** Held by this account, or by the whole organization. */
  visibleTo?: string | undefined
  subjectKeys?: readonly string[] | undefined
  /** For one of these products, or for all. */
  products?: readonly string[] | undefined
  text?: string | undefined
  /** Whose last day is on or before this one. */
  endingBy?: string | undefined
  limit?: number
  offset?: number
}

export async function findGrants(db: Db, search: GrantSearch): Promise<Grant[]> {
  const { subjectKeys } = search
  if (!subjectKeys) return findSome(db, search)
  const found: Grant[] = []
  for (const some of inSlices(subjectKeys)) found.push(...(await findSome(db, { ...search, subjectKeys: some })))
  return found
}

async function findSome(db: Db, search: GrantSearch): Promise<Grant[]> {
  const rows = await matching(db, search)
    .selectAll()
    .orderBy('request_number', 'desc')
    .orderBy('id')
    .limit(search.limit ?? 100_000)
    .offset(search.offset ?? 0)
    .execute()
  return rows.map(toGrant)
}

export async function countGrants(db: Db, search: GrantSearch): Promise<number> {
  const { count } = await matching(db, search)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function matching(db: Db, search: GrantSearch) {
  const { permits, state, states, holder, text, endingBy, visibleTo } = search
  let query = named(db, search)
  if (permits) query = query.where('permits', 'in', permits)
  if (state) query = query.where('state', '=', state)
  if (states) query = query.where('state', 'in', states)
  if (holder) query = query.where('holder_id', '=', holder)
  if (text) query = query.where(({ or }) => or([contains('subject', text), contains('usage', text)]))
  if (endingBy) query = query.where('valid_until', '<=', endingBy)
  if (visibleTo)
    query = query.where(({ or, eb }) => or([eb('holder_kind', '=', 'organization'), eb('holder_id', '=', visibleTo)]))
  return query
}

/** Those that are named, by themselves, their request, what they are about or what it goes into; all where nothing is. */
function named(db: Db, { ids, request, requests, exceptRequest, subjectKeys, products }: GrantSearch) {
  let query = db.withTables<Tables>().selectFrom('grant_record')
  if (ids) query = query.where('id', 'in', ids.length > 0 ? ids : [''])
  if (request !== undefined) query = query.where('request_number', '=', request)
  if (exceptRequest !== undefined) query = query.where('request_number', '!=', exceptRequest)
  if (requests) query = query.where('request_number', 'in', requests.length > 0 ? requests : [0])
  if (subjectKeys) query = query.where('subject_key', 'in', subjectKeys.length > 0 ? subjectKeys : [''])
  if (products) {
    const keys = ['', ...products.map(productKey)]
    query = query.where(({ or, eb }) => or([eb('product_key', 'is', null), eb('product_key', 'in', keys)]))
  }
  return query
}

/** Whose request it was, and who typed it. */
export async function findAskers(db: Db, request: number): Promise<string[]> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('request')
    .select(['requester_id', 'asked_by'])
    .where('number', '=', request)
    .executeTakeFirst()
  return row ? [row.requester_id, row.asked_by] : []
}

/** What grants there are permit. */
export async function findKinds(db: Db): Promise<string[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('grant_record')
    .select('permits')
    .distinct()
    .orderBy('permits')
    .execute()
  return rows.map(({ permits }) => permits)
}

export async function findGrant(db: Db, id: string): Promise<Grant | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('grant_record')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toGrant(row)
}

/** Only from this state: of two who end it at once, one does. */
export async function changeState(
  db: Db,
  id: string,
  from: GrantState,
  { state, stateReason, stateAt }: Pick<Grant, 'state' | 'stateReason' | 'stateAt'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('grant_record')
    .set({ state, state_reason: stateReason && JSON.stringify(stateReason), state_at: stateAt })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function saveSnapshot(db: Db, { id, snapshot }: Pick<Grant, 'id' | 'snapshot'>) {
  await db
    .withTables<Tables>()
    .updateTable('grant_record')
    .set({ snapshot: JSON.stringify(snapshot) })
    .where('id', '=', id)
    .execute()
}

/** Those that hold and that some trigger can reopen, a page at a time, by what they are about. */
export async function findReopenable(
  db: Db,
  { after, limit }: { after: Pick<Reopenable, 'id' | 'subject'> | undefined; limit: number },
): Promise<Reopenable[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('grant_record')
    .select(['id', 'request_number', 'form_id', 'subject_kind', 'subject', 'subject_key', 'version_range'])
    .select(['reopen_when', 'held_to'])
    .where('state', '=', 'active')
    .where('reopen_when', '!=', '[]')
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('subject_key', 'id'), '>', tuple(after.subject.key, after.id)),
    )
  const rows = await query.orderBy('subject_key').orderBy('id').limit(limit).execute()
  return rows.map(row => ({
    id: row.id,
    request: row.request_number,
    form: row.form_id,
    subject: toSubject(row),
    reopenWhen: JSON.parse(row.reopen_when),
    heldTo: row.held_to,
  }))
}

/** Of those that still hold. */
export async function saveHeldTo(db: Db, ids: readonly string[], heldTo: string) {
  await db
    .withTables<Tables>()
    .updateTable('grant_record')
    .set({ held_to: heldTo })
    .where('id', 'in', ids)
    .where('state', '=', 'active')
    .execute()
}

/** Those that end soon and of which nobody was told yet; marks them as told. */
export async function takeExpiring(db: Db, endingBy: string, at: string): Promise<Grant[]> {
  const rows = await db
    .withTables<Tables>()
    .updateTable('grant_record')
    .set({ warned_at: at })
    .where('state', '=', 'active')
    .where('valid_until', '<=', endingBy)
    .where('warned_at', 'is', null)
    .returningAll()
    .execute()
  return rows.map(toGrant)
}

function toGrant(row: Row): Grant {
  return {
    id: row.id,
    request: row.request_number,
    form: row.form_id,
    permits: row.permits,
    holder: { kind: row.holder_kind as Grant['holder']['kind'], id: row.holder_id },
    subject: toSubject(row),
    covers: row.covers as Grant['covers'],
    usage: JSON.parse(row.usage),
    conditions: JSON.parse(row.conditions),
    obligations: JSON.parse(row.obligations),
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    reopenWhen: JSON.parse(row.reopen_when),
    snapshot: JSON.parse(row.snapshot),
    state: row.state as GrantState,
    stateReason: row.state_reason === null ? null : JSON.parse(row.state_reason),
    stateAt: row.state_at,
  }
}

function toSubject(row: Pick<Row, 'subject_kind' | 'subject' | 'subject_key' | 'version_range'>): Grant['subject'] {
  return {
    kind: row.subject_kind as Grant['subject']['kind'],
    id: row.subject,
    key: row.subject_key,
    range: row.version_range,
  }
}
