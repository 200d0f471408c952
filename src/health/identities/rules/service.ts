import {
  type ActorKind,
  type ActorRules,
  assistedSql,
  compileActorRules,
  type RawActor,
} from '../../../lib/actors/actor-rules.ts'
import { shippedActorRules } from '../../../lib/actors/shipped-actor-rules.ts'
import type { Context } from '../../../platform/context.ts'
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

function requireRules(source: string): ActorRules {
  const parsed = parseActorRules(source)
  if ('rules' in parsed) return parsed.rules
  throw new Failure('invalid-input', parsed.problem)
}

/** In the transaction that judges everybody anew. */
export async function replaceRules(ctx: Pick<Context, 'db'>, source: string | null): Promise<string | null> {
  if (source !== null) requireRules(source)
  const before = await store.findText(ctx.db, textId)
  await store.saveText(ctx.db, textId, source)
  return before
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
