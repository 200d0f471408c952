import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { enqueue } from '../../platform/jobs/queue.ts'
import type { ComponentUse } from '../inventory/model.ts'
import { getInventory, readFolderInventory } from '../inventory/service.ts'
import { defaultPolicy } from './default-policy.ts'
import { judge } from './judge.ts'
import { type Finding, type LicensePolicy, summaryOfAll, type Verdicts } from './model.ts'
import { parsePolicy } from './parse-policy.ts'
import * as store from './store.ts'

export { classify } from './classify.ts'

export interface OfficePolicy {
  policy: LicensePolicy
  /** As it was written; null for the one that ships. */
  source: string | null
  changedAt: string | null
  changedBy: string | null
}

export async function getOfficePolicy(ctx: Context): Promise<OfficePolicy> {
  const stored = await store.findPolicy(ctx.db)
  if (!stored) return { policy: defaultPolicy, source: null, changedAt: null, changedBy: null }
  return { policy: requirePolicy(stored.source, 'office'), ...stored }
}

/** From now on components are judged by this policy; null goes back to the one that ships. */
export async function setOfficePolicy(ctx: Context, source: string | null): Promise<OfficePolicy> {
  if (source === null) await store.deletePolicy(ctx.db)
  else {
    requirePolicy(source, 'policy')
    await store.savePolicy(ctx.db, { source, changedAt: ctx.now().toISOString(), changedBy: ctx.actor.name })
  }
  await enqueue(ctx.db, ctx.now(), summaryOfAll, 'office')
  return getOfficePolicy(ctx)
}

export interface Judged {
  policy: string
  findings: Finding[]
  verdicts: Verdicts
}

/** By the given policy, or else the office's. */
export async function judgeComponents(
  ctx: Context,
  components: ComponentUse[],
  source?: string,
  name = 'policy',
): Promise<Judged> {
  const policy = source === undefined ? (await getOfficePolicy(ctx)).policy : requirePolicy(source, name)
  const findings = judge(policy, components, ctx.now())
  const verdicts: Verdicts = { allow: 0, review: 0, deny: 0 }
  for (const { verdict } of findings) verdicts[verdict]++
  return { policy: policy.name, findings, verdicts }
}

export async function judgeProject(ctx: Context, projectId: string): Promise<Judged> {
  return judgeComponents(ctx, (await getInventory(ctx, projectId)).components)
}

/** A folder as it lies there now, kept or not. What could not be read of it is told beside. */
export async function judgeFolder(ctx: Context, path: string, policy?: { source: string; name: string }) {
  const { manifests, components } = await readFolderInventory(ctx, path)
  return { manifests, ...(await judgeComponents(ctx, components, policy?.source, policy?.name)) }
}

function requirePolicy(source: string, name: string): LicensePolicy {
  const parsed = parsePolicy(source, name)
  if ('policy' in parsed) return parsed.policy
  throw new Failure('invalid-input', parsed.problem)
}
