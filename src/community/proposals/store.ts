import type { Db } from '../../platform/context.ts'
import { contains } from '../../platform/db/contains.ts'
import type { Call, CallState, Proposal, ProposalState, Speaker } from './model.ts'
import { About, CallPlan, Content } from './model.ts'

interface CallRow {
  id: string
  plan: string
  state: string
  deadline_at: string | null
  next_number: number
  created_at: string
  created_by: string
  announced_at: string | null
  revision: number
}

interface ProposalRow {
  id: string
  call_id: string
  number: number
  track: string
  format: string
  content: string
  title_en: string
  title_zh: string
  submitted_by: string | null
  state: string
  decision: string | null
  decided_by: string | null
  decided_why: string
  waiting_place: number | null
  confirm_by: string | null
  reminded_at: string | null
  created_at: string
  changed_at: string
  revision: number
}

interface SpeakerRow {
  id: string
  proposal_id: string
  position: number
  role: string
  account_id: string | null
  email: string
  state: string
  about: string
  answered_at: string | null
}

type Tables = {
  cfp: CallRow
  proposal: ProposalRow
  proposal_speaker: SpeakerRow
  proposal_speaker_secret: { secret_hash: string; speaker_id: string }
}

export interface ProposalSearch {
  call: string
  text?: string | undefined
  track?: string | undefined
  format?: string | undefined
  state?: ProposalState | undefined
  limit: number
  offset: number
}

export async function insertCall(db: Db, { id, plan, state, deadlineAt, createdAt }: Call, createdBy: string) {
  const texts = { id, plan: JSON.stringify(plan), state, deadline_at: deadlineAt, created_at: createdAt }
  const row = { ...texts, created_by: createdBy, announced_at: null, next_number: 1, revision: 1 }
  await db.withTables<Tables>().insertInto('cfp').values(row).execute()
}

/** Only as long as it is of the revision that was read; tells whether it was. */
export async function updateCall(
  db: Db,
  { id, plan, state, deadlineAt, announcedAt, revision }: Call,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('cfp')
    .set({
      plan: JSON.stringify(plan),
      state,
      deadline_at: deadlineAt,
      announced_at: announcedAt,
      revision: revision + 1,
    })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function findCall(db: Db, id: string): Promise<Call | undefined> {
  const row = await db.withTables<Tables>().selectFrom('cfp').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toCall(row)
}

/** The newest first. */
export async function findCalls(db: Db, state?: CallState): Promise<Call[]> {
  let query = db.withTables<Tables>().selectFrom('cfp').selectAll()
  if (state) query = query.where('state', '=', state)
  const rows = await query.orderBy('created_at', 'desc').orderBy('id').limit(500).execute()
  return rows.map(toCall)
}

/** Numbers within a call are given once, in the transaction that uses them. */
export async function takeNumber(db: Db, call: string): Promise<number> {
  const { next_number: next } = await db
    .withTables<Tables>()
    .updateTable('cfp')
    .set(({ eb }) => ({ next_number: eb('next_number', '+', 1) }))
    .where('id', '=', call)
    .returning('next_number')
    .executeTakeFirstOrThrow()
  return next - 1
}

export async function insertProposal(db: Db, proposal: Proposal) {
  await db
    .withTables<Tables>()
    .insertInto('proposal')
    .values({ ...proposalRow(proposal), decided_by: null })
    .execute()
}

/** Only as long as it is of the revision that was read; tells whether it was. */
export async function updateProposal(db: Db, proposal: Proposal, decidedBy?: string): Promise<boolean> {
  const { id, ...row } = proposalRow({ ...proposal, revision: proposal.revision + 1 })
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('proposal')
    .set({ ...row, ...(decidedBy !== undefined && { decided_by: decidedBy }) })
    .where('id', '=', id)
    .where('revision', '=', proposal.revision)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function findProposal(db: Db, id: string): Promise<Proposal | undefined> {
  const row = await db.withTables<Tables>().selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toProposal(row)
}

/** All of a call, or those of some states, in the order that they came. */
export async function findProposalsOf(db: Db, call: string, states?: readonly ProposalState[]): Promise<Proposal[]> {
  let query = db.withTables<Tables>().selectFrom('proposal').selectAll().where('call_id', '=', call)
  if (states) query = query.where('state', 'in', states)
  return (await query.orderBy('number').execute()).map(toProposal)
}

export async function findProposalsById(db: Db, ids: readonly string[]): Promise<Proposal[]> {
  if (ids.length === 0) return []
  const rows = await db.withTables<Tables>().selectFrom('proposal').selectAll().where('id', 'in', ids).execute()
  return rows.map(toProposal)
}

export async function searchProposals(
  db: Db,
  { call, text, track, format, state, limit, offset }: ProposalSearch,
): Promise<{ proposals: Proposal[]; total: number }> {
  let query = db.withTables<Tables>().selectFrom('proposal').where('call_id', '=', call)
  if (track) query = query.where('track', '=', track)
  if (format) query = query.where('format', '=', format)
  if (state) query = query.where('state', '=', state)
  if (text) query = query.where(({ or }) => or([contains('title_en', text), contains('title_zh', text)]))
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query.selectAll().orderBy('number').limit(limit).offset(offset).execute()
  return { proposals: rows.map(toProposal), total }
}

export async function countByState(db: Db, call: string): Promise<Map<ProposalState, number>> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('proposal')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('call_id', '=', call)
    .groupBy('state')
    .execute()
  return new Map(rows.map(({ state, count }) => [state as ProposalState, count]))
}

/** Accepted, and not confirmed by an instant. */
export async function findUnconfirmed(db: Db, before: string): Promise<Proposal[]> {
  const query = db.withTables<Tables>().selectFrom('proposal').selectAll().where('state', '=', 'accepted')
  return (await query.where('confirm_by', '<=', before).orderBy('confirm_by').limit(500).execute()).map(toProposal)
}

export async function insertSpeaker(db: Db, speaker: Speaker, secretHash: string) {
  const { proposal, account, answeredAt, about, ...same } = speaker
  const row = { ...same, proposal_id: proposal, account_id: account, answered_at: answeredAt }
  await db
    .withTables<Tables>()
    .insertInto('proposal_speaker')
    .values({ ...row, about: JSON.stringify(about) })
    .execute()
  await insertSecret(db, speaker.id, secretHash)
}

export async function updateSpeaker(db: Db, { id, state, about, answeredAt, account }: Speaker) {
  const row = { state, about: JSON.stringify(about), answered_at: answeredAt, account_id: account }
  await db.withTables<Tables>().updateTable('proposal_speaker').set(row).where('id', '=', id).execute()
}

export async function findSpeakersWith(db: Db, account: string): Promise<Speaker[]> {
  const query = db.withTables<Tables>().selectFrom('proposal_speaker').selectAll()
  return (await query.where('account_id', '=', account).execute()).map(toSpeaker)
}

/** What is left names nobody, and no link leads to it. */
export async function anonymizeSpeaker(db: Db, id: string) {
  const about = About.parse({ name: '–' })
  const row = { account_id: null, email: `erased-${id}`, about: JSON.stringify(about) }
  await deleteSecrets(db, id)
  await db.withTables<Tables>().updateTable('proposal_speaker').set(row).where('id', '=', id).execute()
}

export async function insertSecret(db: Db, speaker: string, secretHash: string) {
  const row = { secret_hash: secretHash, speaker_id: speaker }
  await db.withTables<Tables>().insertInto('proposal_speaker_secret').values(row).execute()
}

/** No link that led to them does any more. */
export async function deleteSecrets(db: Db, speaker: string) {
  await db.withTables<Tables>().deleteFrom('proposal_speaker_secret').where('speaker_id', '=', speaker).execute()
}

export async function findSpeakers(db: Db, proposals: readonly string[]): Promise<Speaker[]> {
  if (proposals.length === 0) return []
  const query = db.withTables<Tables>().selectFrom('proposal_speaker').selectAll()
  return (await query.where('proposal_id', 'in', proposals).orderBy('position').execute()).map(toSpeaker)
}

/** Of all proposals of a call. */
export async function findSpeakersOf(db: Db, call: string): Promise<Speaker[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('proposal_speaker')
    .innerJoin('proposal', 'proposal.id', 'proposal_speaker.proposal_id')
    .selectAll('proposal_speaker')
    .where('proposal.call_id', '=', call)
    .orderBy('proposal_speaker.position')
    .execute()
  return rows.map(toSpeaker)
}

export async function findSpeakerBySecret(db: Db, secretHash: string): Promise<Speaker | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('proposal_speaker')
    .innerJoin('proposal_speaker_secret as secret', 'secret.speaker_id', 'proposal_speaker.id')
    .selectAll('proposal_speaker')
    .where('secret.secret_hash', '=', secretHash)
    .executeTakeFirst()
  return row && toSpeaker(row)
}

export async function countProposalsBy(db: Db, call: string, email: string): Promise<number> {
  const { count } = await db
    .withTables<Tables>()
    .selectFrom('proposal_speaker')
    .innerJoin('proposal', 'proposal.id', 'proposal_speaker.proposal_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('proposal.call_id', '=', call)
    .where('proposal_speaker.position', '=', 0)
    .where('proposal_speaker.email', '=', email)
    .executeTakeFirstOrThrow()
  return count
}

/** Proposals that somebody speaks in. */
export async function findProposalsWith(db: Db, account: string): Promise<Proposal[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('proposal')
    .selectAll()
    .where('id', 'in', mine =>
      mine.selectFrom('proposal_speaker').select('proposal_id').where('account_id', '=', account),
    )
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(toProposal)
}

function proposalRow({ content, ...proposal }: Proposal) {
  const { call, submittedBy, decidedWhy, waitingPlace, confirmBy, remindedAt, createdAt, changedAt, ...same } = proposal
  return {
    ...same,
    call_id: call,
    content: JSON.stringify(content),
    title_en: content.title.en,
    title_zh: content.title.zh,
    submitted_by: submittedBy,
    decided_why: decidedWhy,
    waiting_place: waitingPlace,
    confirm_by: confirmBy,
    reminded_at: remindedAt,
    created_at: createdAt,
    changed_at: changedAt,
  }
}

function toCall(row: CallRow): Call {
  return {
    id: row.id,
    plan: CallPlan.parse(JSON.parse(row.plan)),
    state: row.state as CallState,
    deadlineAt: row.deadline_at,
    createdAt: row.created_at,
    announcedAt: row.announced_at,
    revision: row.revision,
  }
}

function toProposal(row: ProposalRow): Proposal {
  return {
    id: row.id,
    call: row.call_id,
    number: row.number,
    track: row.track,
    format: row.format,
    content: Content.parse(JSON.parse(row.content)),
    submittedBy: row.submitted_by,
    state: row.state as ProposalState,
    decision: row.decision as Proposal['decision'],
    decidedWhy: row.decided_why,
    waitingPlace: row.waiting_place,
    confirmBy: row.confirm_by,
    remindedAt: row.reminded_at,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    revision: row.revision,
  }
}

function toSpeaker(row: SpeakerRow): Speaker {
  return {
    id: row.id,
    proposal: row.proposal_id,
    position: row.position,
    role: row.role,
    account: row.account_id,
    email: row.email,
    state: row.state as Speaker['state'],
    about: About.parse(JSON.parse(row.about)),
    answeredAt: row.answered_at,
  }
}
