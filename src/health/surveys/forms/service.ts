import { record } from '../../../access/ledger/service.ts'
import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { readShippedFiles } from '../../../platform/files/shipped-files.ts'
import type { Questionnaire, VersionedQuestionnaire } from '../model.ts'
import * as store from '../store.ts'
import { parseQuestionnaire } from './parse-questionnaire.ts'

/** Brings the questionnaires that ship into the records, where the office has not written its own in their place. */
export async function updateShippedQuestionnaires({ db, now }: Pick<Context, 'db' | 'now'>) {
  const known = newestOf(await store.findForms(db))
  for (const [id, source] of await readShippedFiles(new URL('./shipped/', import.meta.url), '.yml')) {
    const newest = known.get(id)
    if (newest && (newest.origin === 'office' || newest.source === source)) continue
    const version = (newest?.version ?? 0) + 1
    const written = { createdAt: now().toISOString(), createdBy: 'system', origin: 'shipped' as const }
    await store.insertForm(db, { id, version, source, active: newest?.active ?? true, ...written })
  }
}

function newestOf(versions: store.FormVersion[]): Map<string, store.FormVersion> {
  const newest = new Map<string, store.FormVersion>()
  for (const version of versions) if (!newest.has(version.id)) newest.set(version.id, version)
  return newest
}

/** The newest version of each that can be read. */
export async function getQuestionnaires(ctx: Pick<Context, 'db'>): Promise<VersionedQuestionnaire[]> {
  return [...newestOf(await store.findForms(ctx.db)).values()].flatMap(version => {
    const parsed = read(version)
    return 'form' in parsed ? [versioned(parsed.form, version)] : []
  })
}

/** As it is now, or as it was when it was asked. */
export async function getQuestionnaire(
  ctx: Pick<Context, 'db'>,
  id: string,
  version?: number,
): Promise<VersionedQuestionnaire & { source: string }> {
  const versions = await store.findForms(ctx.db, id)
  const found = version === undefined ? versions[0] : versions.find(one => one.version === version)
  if (!found) throw noForm(id)
  const parsed = read(found)
  if ('problem' in parsed) throw new Failure('conflict', parsed.problem)
  return { ...versioned(parsed.form, found), source: found.source }
}

/** A new version, if anything changed; campaigns that run keep theirs. */
export async function saveQuestionnaire(ctx: Context, source: string, active = true): Promise<VersionedQuestionnaire> {
  const parsed = parseQuestionnaire(source, 'survey')
  if ('problem' in parsed) throw new Failure('invalid-input', parsed.problem)
  const { id } = parsed.form
  return inTransaction(ctx, async ctx => {
    const [newest] = await store.findForms(ctx.db, id)
    if (newest && newest.source === source && newest.active === active) return versioned(parsed.form, newest)
    const version = (newest?.version ?? 0) + 1
    const written = { createdAt: ctx.now().toISOString(), createdBy: ctx.actor.id, origin: 'office' as const }
    const saved = { id, version, source, active, ...written }
    if (!(await store.insertForm(ctx.db, saved))) throw savedMeanwhile
    const before = newest && { version: newest.version, active: newest.active }
    await record(ctx, {
      verb: 'survey.form-saved',
      subject: { kind: 'survey-form', id },
      before,
      after: { version, active },
    })
    return versioned(parsed.form, saved)
  })
}

/** Each text is read once, whichever office it is of. */
const readings = new Map<string, ReturnType<typeof parseQuestionnaire>>()
const mostReadings = 500

function read({ source, id }: store.FormVersion): { form: Questionnaire } | { problem: Text } {
  const known = readings.get(source)
  if (known) return known
  const reading = parseQuestionnaire(source, id)
  if (readings.size >= mostReadings) readings.clear()
  readings.set(source, reading)
  return reading
}

function versioned(form: Questionnaire, { version, active, origin }: store.FormVersion): VersionedQuestionnaire {
  return { ...form, version, active, origin }
}

function noForm(id: string) {
  return new Failure('not-found', { en: `There is no questionnaire ${id}`, zh: `没有问卷 ${id}` })
}

const savedMeanwhile = new Failure('conflict', {
  en: 'Somebody saved this questionnaire at the same time: look at theirs first',
  zh: '有人同时保存了该问卷：请先查看其版本',
})
