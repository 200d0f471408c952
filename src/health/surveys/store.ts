import type { Db } from '../../platform/context.ts'
import type { Answers, CampaignSettings, Observation, Subject, SubjectKind } from './model.ts'

interface FormRow {
  id: string
  version: number
  source: string
  active: number
  origin: string
  created_at: string
  created_by: string
}

interface ObservationRow {
  id: string
  revision: number
  metric: string
  subject_kind: string
  subject: string
  value: number
  day: string
  source: string
  evidence: string | null
  note: string
  withdrawn: number
  origin_key: string | null
  recorded_at: string
  recorded_by: string
}

interface CampaignRow {
  id: string
  form_id: string
  form_version: number
  subject_kind: string
  subject: string
  from_day: string
  to_day: string
  closed_day: string | null
  settings: string
  asked: number | null
  secret: string | null
  created_at: string
  created_by: string
}

type Tables = {
  survey_form: FormRow
  survey_campaign: CampaignRow
  survey_ballot: { hash: string; campaign_id: string }
  survey_answer: { id: string; campaign_id: string; month: string; answers: string }
  survey_text: { id: string; campaign_id: string; question_id: string; text: string }
  observation: ObservationRow
}

export interface FormVersion {
  id: string
  version: number
  source: string
  active: boolean
  origin: 'shipped' | 'office'
  createdAt: string
  createdBy: string
}

/** All versions of one or of all, the newest of each first. */
export async function findForms(db: Db, id?: string): Promise<FormVersion[]> {
  let query = db.withTables<Tables>().selectFrom('survey_form').selectAll()
  if (id !== undefined) query = query.where('id', '=', id)
  const rows = await query.orderBy('id').orderBy('version', 'desc').execute()
  return rows.map(({ active, origin, created_at, created_by, ...same }) => ({
    ...same,
    active: active === 1,
    origin: origin as FormVersion['origin'],
    createdAt: created_at,
    createdBy: created_by,
  }))
}

/** Of several hosts that start at once, each brings what ships: it is there once. */
export async function insertForm(db: Db, { active, createdAt, createdBy, ...same }: FormVersion): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .withTables<Tables>()
    .insertInto('survey_form')
    .values({ ...same, active: active ? 1 : 0, created_at: createdAt, created_by: createdBy })
    .onConflict(conflict => conflict.columns(['id', 'version']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export interface KeptCampaign extends CampaignSettings {
  id: string
  form: string
  version: number
  subject: Subject
  from: string
  to: string
  closedOn: string | null
  asked: number | null
  /** Sealed. */
  secret: string | null
  /** Who was in the group when ballots were made; null where nobody wrote it down. It tells nothing of who answered. */
  members: string[] | null
  createdAt: string
  createdBy: string
}

export async function insertCampaign(db: Db, campaign: KeptCampaign) {
  const { id, form, version, subject, from, to, closedOn, asked, secret, createdAt, createdBy, ...settings } = campaign
  await db
    .withTables<Tables>()
    .insertInto('survey_campaign')
    .values({
      ...{ id, asked, secret, form_id: form, form_version: version, subject_kind: subject.kind, subject: subject.id },
      ...{ from_day: from, to_day: to, closed_day: closedOn, settings: JSON.stringify(settings) },
      ...{ created_at: createdAt, created_by: createdBy },
    })
    .execute()
}

/** The latest first. */
export async function findCampaigns(db: Db, subject?: Subject): Promise<KeptCampaign[]> {
  let query = db.withTables<Tables>().selectFrom('survey_campaign').selectAll()
  if (subject) query = query.where('subject_kind', '=', subject.kind).where('subject', '=', subject.id)
  return (await query.orderBy('to_day', 'desc').orderBy('id').execute()).map(toCampaign)
}

export async function findCampaign(db: Db, id: string): Promise<KeptCampaign | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('survey_campaign')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toCampaign(row)
}

/** Over for good: what is left of its ballots goes, and what they were made from. */
export async function closeCampaign(db: Db, id: string, day: string) {
  const tables = db.withTables<Tables>()
  await tables.updateTable('survey_campaign').set({ closed_day: day, secret: null }).where('id', '=', id).execute()
  await tables.deleteFrom('survey_ballot').where('campaign_id', '=', id).execute()
}

export async function addBallots(db: Db, campaign: string, hashes: readonly string[]) {
  const tables = db.withTables<Tables>()
  for (let i = 0; i < hashes.length; i += 200) {
    const rows = hashes.slice(i, i + 200).map(hash => ({ hash, campaign_id: campaign }))
    await tables.insertInto('survey_ballot').values(rows).execute()
  }
  await tables
    .updateTable('survey_campaign')
    .set(({ fn, val }) => ({ asked: fn.coalesce('asked', val(0)) }))
    .where('id', '=', campaign)
    .execute()
  await tables
    .updateTable('survey_campaign')
    .set(({ eb }) => ({ asked: eb('asked', '+', hashes.length) }))
    .where('id', '=', campaign)
    .execute()
}

export async function hasBallot(db: Db, campaign: string, hash: string): Promise<boolean> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('survey_ballot')
    .select('hash')
    .where('hash', '=', hash)
    .where('campaign_id', '=', campaign)
    .executeTakeFirst()
  return row !== undefined
}

export async function spendBallot(db: Db, campaign: string, hash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .withTables<Tables>()
    .deleteFrom('survey_ballot')
    .where('hash', '=', hash)
    .where('campaign_id', '=', campaign)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function countAnswers(db: Db, campaign: string): Promise<number> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('survey_answer')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('campaign_id', '=', campaign)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Until the transaction ends nobody else answers: two who come at once must not take the same place. */
export async function holdCampaign(db: Db, id: string) {
  await db
    .withTables<Tables>()
    .updateTable('survey_campaign')
    .set(({ ref }) => ({ form_id: ref('form_id') }))
    .where('id', '=', id)
    .execute()
}

/**
 * Into the place of another, drawn by `pick` (from 0 to 1), which takes the new place: after any number of answers every
 * order is as likely, so that where a row lies says nothing of when it came.
 */
export async function insertAnswer(
  db: Db,
  { id, campaign, month, answers }: { id: string; campaign: string; month: string; answers: Answers },
  pick: () => number,
) {
  const tables = db.withTables<Tables>()
  const count = await countAnswers(db, campaign)
  const place = Math.floor(pick() * (count + 1))
  let fresh = { month, answers: JSON.stringify(answers) }
  if (place < count) {
    const other = await tables
      .selectFrom('survey_answer')
      .selectAll()
      .where('campaign_id', '=', campaign)
      .orderBy('id')
      .offset(place)
      .limit(1)
      .executeTakeFirstOrThrow()
    await tables.updateTable('survey_answer').set(fresh).where('id', '=', other.id).execute()
    fresh = { month: other.month, answers: other.answers }
  }
  await tables
    .insertInto('survey_answer')
    .values({ id, campaign_id: campaign, ...fresh })
    .execute()
}

export async function insertText(
  db: Db,
  { id, campaign, question, text }: { id: string; campaign: string; question: string; text: string },
  pick: () => number,
) {
  const tables = db.withTables<Tables>()
  const of = (query = tables.selectFrom('survey_text')) =>
    query.where('campaign_id', '=', campaign).where('question_id', '=', question)
  const ids = await of().select('id').orderBy('id').execute()
  const other = ids[Math.floor(pick() * (ids.length + 1))]
  let fresh = text
  if (other) {
    const row = await of().select('text').where('id', '=', other.id).executeTakeFirstOrThrow()
    await tables.updateTable('survey_text').set({ text }).where('id', '=', other.id).execute()
    fresh = row.text
  }
  const place = { id, campaign_id: campaign, question_id: question }
  await tables
    .insertInto('survey_text')
    .values({ ...place, text: fresh })
    .execute()
}

/** In the order of their ids, which are random. */
export async function findAnswers(db: Db, campaign: string): Promise<Answers[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('survey_answer')
    .select('answers')
    .where('campaign_id', '=', campaign)
    .orderBy('id')
    .execute()
  return rows.map(row => JSON.parse(row.answers))
}

export async function findTexts(db: Db, campaign: string): Promise<{ question: string; text: string }[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('survey_text')
    .select(['question_id', 'text'])
    .where('campaign_id', '=', campaign)
    .orderBy('id')
    .execute()
  return rows.map(row => ({ question: row.question_id, text: row.text }))
}

export async function insertObservation(db: Db, observation: Observation, originKey: string | null) {
  const { subject, date, recordedAt, recordedBy, withdrawn, ...same } = observation
  await db
    .withTables<Tables>()
    .insertInto('observation')
    .values({
      ...same,
      ...{ subject_kind: subject.kind, subject: subject.id, day: date, withdrawn: withdrawn ? 1 : 0 },
      ...{ origin_key: originKey, recorded_at: recordedAt, recorded_by: recordedBy },
    })
    .execute()
}

interface ObservationSearch {
  subject?: Subject | undefined
  metric?: string | undefined
  id?: string
  originKey?: string
}

/** Every revision, the latest day first and of each observation the newest revision first. */
export async function findRevisions(
  db: Db,
  { subject, metric, id, originKey }: ObservationSearch,
): Promise<Observation[]> {
  let query = db.withTables<Tables>().selectFrom('observation').selectAll()
  if (subject) query = query.where('subject_kind', '=', subject.kind).where('subject', '=', subject.id)
  if (metric !== undefined) query = query.where('metric', '=', metric)
  if (id !== undefined) query = query.where('id', '=', id)
  if (originKey !== undefined) query = query.where('origin_key', '=', originKey)
  const rows = await query.orderBy('day', 'desc').orderBy('id').orderBy('revision', 'desc').execute()
  return rows.map(row => ({
    ...{ id: row.id, revision: row.revision, metric: row.metric, value: row.value, date: row.day, source: row.source },
    ...{ evidence: row.evidence, note: row.note, withdrawn: row.withdrawn === 1 },
    ...{ recordedAt: row.recorded_at, recordedBy: row.recorded_by },
    subject: { kind: row.subject_kind as SubjectKind, id: row.subject },
  }))
}

function toCampaign(row: CampaignRow): KeptCampaign {
  return {
    members: null,
    ...(JSON.parse(row.settings) as CampaignSettings & Partial<Pick<KeptCampaign, 'members'>>),
    ...{ id: row.id, form: row.form_id, version: row.form_version, asked: row.asked, secret: row.secret },
    ...{ from: row.from_day, to: row.to_day, closedOn: row.closed_day },
    ...{ createdAt: row.created_at, createdBy: row.created_by },
    subject: { kind: row.subject_kind as SubjectKind, id: row.subject },
  }
}
