import type { OfficeEntry } from '../../../catalog/office/model.ts'
import { findEntry } from '../../../catalog/office/service.ts'
import { parsePurl } from '../../../lib/purl/purl.ts'
import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import type { ComponentUse, PackageUse } from '../../../supply-chain/inventory/model.ts'
import { findPackageUses } from '../../../supply-chain/inventory/service.ts'
import { classify, judgeComponents } from '../../../supply-chain/license-policy/service.ts'
import type { Evidence, Fact, FactName, Facts } from '../../evidence/model.ts'
import type { Form } from '../../forms/model.ts'
import { countGrants, findGrants } from '../../grants/service.ts'
import { unknownFacts } from '../../policies/service.ts'
import type { Subject } from '../../subjects/model.ts'
import { sources } from '../messages.ts'
import * as store from '../store.ts'
import { findClaKeys } from './cla-keys.ts'

type Found = Partial<Record<FactName, Fact>>

/** What the office knows of a subject without asking, each with where it was seen and when. */
export async function gatherFacts(ctx: Context, form: Pick<Form, 'id'>, subject: Subject): Promise<Facts> {
  const found: Found = {
    ...(subject.kind === 'package' && (await packageFacts(ctx, subject))),
    ...(subject.kind === 'project' && (await projectFacts(ctx, subject))),
    ...(subject.kind !== 'none' && (await deskFacts(ctx, form, subject))),
  }
  return found as Facts
}

/** For conditions: every fact there, null where not known. */
export function factValues(facts: Facts): Record<string, unknown> {
  return { ...unknownFacts, ...Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value])) }
}

async function packageFacts(ctx: Context, { id, key }: Subject): Promise<Found> {
  const uses = await findPackageUses(ctx, key)
  const evidence = seen(ctx, sources.inventory(uses.length), `/components/${encodeURIComponent(key)}`)
  const { version } = parsePurl(id)
  const license = agreedLicense(uses, version)
  const from = license && evidenceOf(ctx, license.use)
  return {
    used_by: { value: [...new Set(uses.map(({ project }) => project))], evidence },
    ...(license && from && (await licenseFacts(ctx, license.expression, license.use, from))),
  }
}

/** That of the version in question; where no version is meant or that one is not in use, the one that all versions agree on. */
function agreedLicense(uses: readonly PackageUse[], version: string | undefined) {
  const stated = uses.flatMap(use => (use.license ? [{ expression: use.license, use }] : []))
  const same = version === undefined ? undefined : stated.find(({ use }) => use.version === version)
  if (same) return same
  const all = new Set(stated.map(({ expression }) => expression))
  return version === undefined && all.size === 1 ? stated[0] : undefined
}

/** What is known once the license is, whoever stated it. */
async function licenseFacts(
  ctx: Context,
  license: string,
  use: Pick<ComponentUse, 'purl' | 'package' | 'version'>,
  evidence: Evidence,
): Promise<Found> {
  const component: ComponentUse = {
    ...use,
    license,
    relation: 'direct',
    scope: 'runtime',
    manifest: '',
  }
  const { policy, findings } = await judgeComponents(ctx, [component])
  const name = classify(license)
  const judged = seen(ctx, sources.policy(policy), '/policy')
  return {
    license: { value: license, evidence },
    ...(name && { license_class: { value: name, evidence } }),
    ...(findings[0] && { license_verdict: { value: findings[0].verdict, evidence: judged } }),
  }
}

async function projectFacts(ctx: Context, { key }: Subject): Promise<Found> {
  const entry = await findEntry(ctx, key)
  if (!entry?.summary) return { known_project: { value: false, evidence: seen(ctx, sources.projects, '/') } }
  return { known_project: { value: true, evidence: ofProject(entry) }, ...summaryFacts(entry) }
}

function summaryFacts(entry: OfficeEntry): Found {
  const { summary } = entry
  if (!summary) return {}
  const { history, license, activity, findings, verdicts, keyFiles } = summary
  const evidence = ofProject(entry)
  const fact = (value: Fact['value'] | null | undefined) => (value == null ? undefined : { value, evidence })
  const name = license ? classify(license) : undefined
  const found = {
    license: fact(license),
    license_class: fact(name),
    activity: fact(activity),
    absence_factor: fact(history?.absenceFactor),
    contributors_this_year: fact(history?.contributorsThisYear),
    last_commit_at: fact(history?.lastCommitAt),
    findings: fact(findings.map(({ id }) => id)),
    denied_components: fact(verdicts.deny),
    key_files: fact([...keyFiles]),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

async function deskFacts(ctx: Context, form: Pick<Form, 'id'>, subject: Subject): Promise<Found> {
  const outcomes = await store.countOutcomes(ctx.db, form.id, subject.key)
  const grants = await countGrants(ctx, { state: 'active', subjectKeys: [subject.key] })
  const evidence = seen(ctx, sources.requests, `/requests?subject=${encodeURIComponent(subject.key)}`)
  const cla = await claOf(ctx, subject)
  return {
    earlier_approvals: { value: (outcomes.get('approved') ?? 0) + (outcomes.get('answered') ?? 0), evidence },
    earlier_refusals: { value: outcomes.get('refused') ?? 0, evidence },
    active_grants: { value: grants, evidence },
    ...(cla && { cla }),
  }
}

/** As the register of agreements has it: of the repository, of its owner, or of the forge's owner page. */
async function claOf(ctx: Context, subject: Subject): Promise<Fact | undefined> {
  // Only an agreement of the whole organization lets others be named under it.
  const newest = (await store.findRequestsOn(ctx.db, 'cla', findClaKeys(subject))).find(
    ({ answers }) => answers['what'] === 'sign' && answers['kind'] === 'corporate',
  )
  if (!newest) return undefined
  const [grant] = await findGrants(ctx, { request: newest.number, state: 'active' })
  const value = newest.state === 'refused' ? 'denied' : grant ? 'signed' : 'evaluating'
  return { value, evidence: seen(ctx, sources.request(newest.number), `/requests/${newest.number}`) }
}

function evidenceOf(ctx: Context, { manifest, projectName, package: purl }: PackageUse): Evidence {
  return seen(ctx, sources.manifest(manifest, projectName), `/components/${encodeURIComponent(purl)}`)
}

function ofProject({ name, id, summary }: OfficeEntry): Evidence {
  return { source: sources.analysis(name), at: summary?.summarizedAt ?? '', href: `/projects/${id}` }
}

function seen(ctx: Context, source: Text, href: string): Evidence {
  return { source, at: ctx.now().toISOString(), href }
}
