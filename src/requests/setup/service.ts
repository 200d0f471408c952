import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { saveCalendar } from '../calendar/service.ts'
import { hearAgain } from '../desk/service.ts'
import type { DeskDocument, DocumentKind } from '../documents/model.ts'
import { getDocument, getDocuments, getVersions, readExamplePolicies, saveDocument } from '../documents/service.ts'
import { parseForm } from '../forms/service.ts'
import { changeForm, getPolicies, type PolicyEntry, savePolicy, tryPolicy } from '../policies/service.ts'
import type { Change, DocumentEntry, DryRun } from './model.ts'

export { getDocument, getVersions, readExamplePolicies }

/** Everything that the desk is run by, in the newest versions. */
export async function listDocuments(ctx: Context): Promise<DocumentEntry[]> {
  const policies = (await getPolicies(ctx)).map(policyEntry)
  const forms = (await getDocuments(ctx, 'form')).map(formEntry)
  const calendars = (await getDocuments(ctx, 'calendar')).map(document =>
    entry(document, { title: { en: 'Working days', zh: '工作日' }, cases: 0, failing: 0, problem: null }),
  )
  return [...forms, ...policies, ...calendars]
}

function formEntry(document: DeskDocument): DocumentEntry {
  const parsed = parseForm(document.source, document.id)
  const read = 'form' in parsed
  const title = read ? parsed.form.title : { en: document.id, zh: document.id }
  return entry(document, { title, cases: 0, failing: 0, problem: read ? null : parsed.problem })
}

function policyEntry({ document, compiled, problem }: PolicyEntry): DocumentEntry {
  const title = compiled?.policy.title ?? { en: document.id, zh: document.id }
  return entry(document, { title, cases: compiled?.policy.tests.length ?? 0, failing: 0, problem: problem ?? null })
}

function entry(
  { source, ...document }: DeskDocument,
  rest: Pick<DocumentEntry, 'title' | 'cases' | 'failing' | 'problem'>,
): DocumentEntry {
  return { ...document, ...rest }
}

/** A new version of whatever it is; each kind is checked in its own way before. */
export async function save(
  ctx: Context,
  kind: DocumentKind,
  source: string,
  options: { active?: boolean; why?: string } = {},
): Promise<DeskDocument> {
  if (kind === 'form') return changeForm(ctx, source, options)
  if (kind === 'policy') return savePolicy(ctx, source, options)
  return saveCalendar(ctx, source)
}

/** Takes it out of use, or puts it back: what was asked and decided by it stays as it is. */
export async function setActive(ctx: Context, kind: DocumentKind, id: string, active: boolean): Promise<DeskDocument> {
  const { source } = await getDocument(ctx, kind, id)
  return saveDocument(ctx, { kind, id, source, active })
}

/** An example in place of what decides the same forms now, which is kept and taken out of use. */
export async function adopt(ctx: Context, example: string): Promise<DeskDocument> {
  const source = (await readExamplePolicies()).get(example)
  if (source === undefined)
    throw new Failure('not-found', { en: `There is no example ${example}`, zh: `没有示例 ${example}` })
  const { compiled } = await tryPolicy(ctx, source)
  const { forms, scope } = compiled.policy
  return inTransaction(ctx, async ctx => {
    for (const { document, compiled: other } of await getPolicies(ctx)) {
      const isRival =
        other && other.policy.scope.level === scope.level && other.policy.forms.some(form => forms.includes(form))
      if (document.active && isRival && document.id !== compiled.policy.id)
        await setActive(ctx, 'policy', document.id, false)
    }
    return savePolicy(ctx, source)
  })
}

const mostChanges = 200

/** Hears a policy, as it might become, on every request of its forms, and tells what would have come out otherwise. */
export async function dryRun(ctx: Context, source: string): Promise<DryRun> {
  const { compiled, results } = await tryPolicy(ctx, source)
  const { id, forms } = compiled.policy
  const others = (await getPolicies(ctx)).flatMap(({ document, compiled: other }) =>
    other && document.active && document.id !== id ? [other] : [],
  )
  const moves: Record<string, number> = {}
  const changes: Change[] = []
  const requests = await hearAgain(ctx, forms, [...others, compiled], ({ request, before, after, rule }) => {
    if (before === after) return
    const move = `${before} → ${after}`
    moves[move] = (moves[move] ?? 0) + 1
    changes.push({ number: request.number, title: request.title, before, after, rule })
  })
  const newest = changes.toReversed().slice(0, mostChanges)
  return { policy: id, cases: results, requests, changed: changes.length, moves, changes: newest }
}
