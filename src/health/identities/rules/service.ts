import { record } from '../../../access/ledger/service.ts'
import {
  type ActorKind,
  type ActorRules,
  actorKinds,
  assistedSql,
  compileActorRules,
  type RawActor,
} from '../../../lib/actors/actor-rules.ts'
import { shippedActorRules } from '../../../lib/actors/shipped-actor-rules.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import * as store from '../store.ts'
import { parseActorRules } from './parse-actor-rules.ts'

const textId = 'actor-rules'

export interface OfficeRules {
  rules: ActorRules
  /** As the office wrote them; null for those that ship. */
  source: string | null
}

export async function getActorRules(ctx: Pick<Context, 'db'>): Promise<OfficeRules> {
  const source = await store.findText(ctx.db, textId)
  return { rules: source === null ? shippedActorRules : requireRules(source), source }
}

export function requireRules(source: string): ActorRules {
  const parsed = parseActorRules(source)
  if ('rules' in parsed) return parsed.rules
  throw new Failure('invalid-input', parsed.problem)
}

/** From now on these tell programs and AI agents from people; null goes back to the rules that ship. */
export async function setActorRules(ctx: Context, source: string | null): Promise<OfficeRules> {
  if (source !== null) requireRules(source)
  await inTransaction(ctx, async ctx => {
    const before = await store.findText(ctx.db, textId)
    await store.saveText(ctx.db, textId, source)
    const subject = { kind: 'actor-rules', id: 'office' }
    await record(ctx, { verb: 'people.rules-changed', subject, before, after: source })
    await judgeAnew(ctx)
  })
  return getActorRules(ctx)
}

/** What somebody decided of a person stands above the rules. */
async function judgeAnew(ctx: Pick<Context, 'db'>) {
  const kindOf = await readKinds(ctx)
  const rows = await store.findAllIdentities(ctx.db)
  const judged = (await store.findAllEvidence(ctx.db)).filter(({ relation }) =>
    actorKinds.some(kind => kind === relation),
  )
  const decided = new Set(
    (
      await store.findIdentitiesByKeys(
        ctx.db,
        judged.map(({ left_key }) => left_key),
      )
    ).map(({ person }) => person),
  )
  const changed = rows.flatMap(row => {
    const kind = decided.has(row.person) ? row.kind : kindOf(row, row.told)
    return kind === row.kind ? [] : [{ id: row.id, kind }]
  })
  if (changed.length === 0) return
  const version = await store.takeVersion(ctx.db)
  for (const [kind, all] of Map.groupBy(changed, ({ kind }) => kind))
    await store.updateIdentities(
      ctx.db,
      all.map(({ id }) => id),
      { kind, version },
    )
}

export type KindByRules = (actor: RawActor, told: string | null) => ActorKind

/** What an identity is by the rules; who is told to be a bot and is nothing by them is one. */
export async function readKinds(ctx: Pick<Context, 'db'>): Promise<KindByRules> {
  const kindOf = compileActorRules((await getActorRules(ctx)).rules)
  return (actor, told) => {
    const kind = kindOf(actor)
    return kind === 'person' && told === 'bot' ? 'bot' : kind
  }
}

/** For DuckDB, whether the trailers in a column tell of an AI’s part. */
export async function assistedCondition(ctx: Pick<Context, 'db'>, column: string): Promise<string> {
  return assistedSql((await getActorRules(ctx)).rules, column)
}
