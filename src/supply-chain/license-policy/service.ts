import { summaryJob } from '../../catalog/jobs/model.ts'
import { getProject, getProjects } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { enqueue } from '../../platform/jobs/queue.ts'
import { findWaivers } from '../../requests/grants/service.ts'
import type { ComponentUse } from '../inventory/model.ts'
import { getInventory, readFolderInventory } from '../inventory/service.ts'
import { defaultPolicy } from './default-policy.ts'
import { judge } from './judge.ts'
import type { Finding, LicensePolicy, Verdicts } from './model.ts'
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
  await enqueue(ctx.db, ctx.now(), summaryJob, 'office')
  return getOfficePolicy(ctx)
}

export interface Judged {
  policy: string
  findings: Finding[]
  verdicts: Verdicts
}

interface Circumstances {
  /** In place of the office's. */
  policy?: { source: string; name: string } | undefined
  /** What the components are used in, by any of its names: grants are for products. */
  products?: readonly string[]
}

/** By the given policy, or else the office's. What a grant waives is shown as waived. */
export async function judgeComponents(
  ctx: Context,
  components: ComponentUse[],
  { policy: given, products }: Circumstances = {},
): Promise<Judged> {
  const policy = given ? requirePolicy(given.source, given.name) : (await getOfficePolicy(ctx)).policy
  const judged = judge(policy, components, ctx.now())
  const findings = products ? await waive(ctx, judged, products) : judged
  const verdicts: Verdicts = { allow: 0, review: 0, deny: 0, waived: 0 }
  for (const { verdict, waiver } of findings) verdicts[waiver ? 'waived' : verdict]++
  return { policy: policy.name, findings, verdicts }
}

async function waive(ctx: Context, findings: Finding[], products: readonly string[]): Promise<Finding[]> {
  const open = findings.filter(({ verdict }) => verdict !== 'allow')
  const found = await findWaivers(ctx, open, products)
  const waivers = new Map(open.map((finding, n) => [finding, found[n]]))
  return findings.map(finding => {
    const waiver = waivers.get(finding)
    return waiver ? { ...finding, waiver } : finding
  })
}

export async function judgeProject(ctx: Context, projectId: string): Promise<Judged> {
  const { id, name } = await getProject(ctx, projectId)
  return judgeComponents(ctx, (await getInventory(ctx, id)).components, { products: [id, name] })
}

/** A folder as it lies there now, kept or not. What could not be read of it is told beside. */
export async function judgeFolder(
  ctx: Context,
  path: string,
  { policy, product }: { policy?: { source: string; name: string } | undefined; product?: string | undefined },
) {
  const { manifests, components } = await readFolderInventory(ctx, path)
  const project = (await getProjects(ctx)).find(project => project.path === path)
  const products = [...(project ? [project.id, project.name] : []), ...(product ? [product] : [])]
  return { manifests, ...(await judgeComponents(ctx, components, { policy, products })) }
}

function requirePolicy(source: string, name: string): LicensePolicy {
  const parsed = parsePolicy(source, name)
  if ('policy' in parsed) return parsed.policy
  throw new Failure('invalid-input', parsed.problem)
}
