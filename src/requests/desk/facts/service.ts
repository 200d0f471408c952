import type { OfficeEntry } from '../../../catalog/office/model.ts'
import { findEntry } from '../../../catalog/office/service.ts'
import { findProjectByAddress } from '../../../catalog/projects/service.ts'
import { parsePurl } from '../../../lib/purl/purl.ts'
import { stateTogether } from '../../../lib/spdx/same-license.ts'
import type { Text } from '../../../lib/text/text.ts'
import { isInRange } from '../../../lib/versions/is-in-range.ts'
import { readRange } from '../../../lib/versions/parse-range.ts'
import type { Context } from '../../../platform/context.ts'
import type { ComponentUse } from '../../../supply-chain/inventory/model.ts'
import { findPackageHolders, type HeldUse } from '../../../supply-chain/inventory/search/service.ts'
import { classify, judgeComponents } from '../../../supply-chain/license-policy/service.ts'
import type { Evidence, Fact, FactName, Facts } from '../../evidence/model.ts'
import type { Form } from '../../forms/model.ts'
import { countGrants, findGrants } from '../../grants/service.ts'
import { unknownFacts } from '../../policies/service.ts'
import type { Subject } from '../../subjects/model.ts'
import { sources } from '../messages.ts'
import type { RequestState } from '../model.ts'
import * as store from '../store.ts'
import { findClaKeys } from './cla-keys.ts'

type Found = Partial<Record<FactName, Fact>>

/**
 * What the office knows of a subject without asking, each with where it was seen and when. A request that is decided
 * again is no precedent for itself: `except` leaves it out, with what it granted.
 */
export async function gatherFacts(
  ctx: Context,
  form: Pick<Form, 'id'>,
  subject: Subject,
  except?: number,
): Promise<Facts> {
  return { ...(await gatherSubjectFacts(ctx, subject)), ...(await gatherDeskFacts(ctx, form, subject, except)) }
}

/** What is so of the subject, whoever asks for what. */
export async function gatherSubjectFacts(ctx: Context, subject: Subject): Promise<Facts> {
  const cla = subject.kind === 'none' ? undefined : await claOf(ctx, subject)
  const found: Found = {
    ...(subject.kind === 'package' && (await packageFacts(ctx, subject))),
    ...(subject.kind === 'project' && (await projectFacts(ctx, await findEntry(ctx, subject.key)))),
    ...(subject.kind === 'repository' && (await projectFacts(ctx, await findEntryAt(ctx, subject)))),
    ...(cla && { cla }),
  }
  return found as Facts
}

/** What was made of the same before. */
export async function gatherDeskFacts(
  ctx: Context,
  form: Pick<Form, 'id'>,
  subject: Subject,
  except: number | undefined,
): Promise<Facts> {
  if (subject.kind === 'none') return {}
  const outcomes = await store.countOutcomes(ctx.db, { form: form.id, subjectKey: subject.key, except })
  const grants = await countGrants(ctx, { state: 'active', subjectKeys: [subject.key], exceptRequest: except })
  const evidence = seen(ctx, sources.requests, `/requests?subject=${encodeURIComponent(subject.key)}`)
  return {
    earlier_approvals: { value: (outcomes.get('approved') ?? 0) + (outcomes.get('answered') ?? 0), evidence },
    earlier_refusals: { value: outcomes.get('refused') ?? 0, evidence },
    active_grants: { value: grants, evidence },
  }
}

/** For conditions: every fact there, null where not known. */
export function factValues(facts: Facts): Record<string, unknown> {
  return { ...unknownFacts, ...Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value])) }
}

async function packageFacts(ctx: Context, subject: Subject): Promise<Found> {
  const { key } = subject
  const uses = await findPackageHolders(ctx, key)
  const evidence = seen(ctx, sources.inventory(uses.length), `/components/${encodeURIComponent(key)}`)
  const stated = uses.filter(use => use.license !== undefined && isMeant(subject, use))
  const licenses = [...new Set(stated.flatMap(({ license }) => license ?? []))]
  const [first] = stated
  const from = first && licenses.length === 1 ? evidenceOf(ctx, first) : evidence
  return {
    used_by: { value: [...new Set(uses.flatMap(userOf))], evidence },
    // Where several are stated, all of them count: what one of them forbids is not known to be allowed.
    ...(first && (await licenseFacts(ctx, stateTogether(licenses), first, from))),
  }
}

/** What of ours uses a package, in which versions: projects, and releases that were not withdrawn. */
export async function findOurUses(ctx: Context, packagePurl: string): Promise<HeldUse[]> {
  return (await findPackageHolders(ctx, packagePurl)).filter(use => userOf(use).length > 0)
}

/** A project, or a release as `product@version`. What a supplier delivered uses nothing of ours, and what was withdrawn no more. */
function userOf({ holder }: HeldUse): string[] {
  if (holder.project !== null) return [holder.project]
  const isOut = holder.release === null || holder.releaseState === 'withdrawn'
  return isOut ? [] : [`${holder.product}@${holder.version}`]
}

/** Whether a use is of the version in question, or lies in the range; where neither is named, each is. */
function isMeant({ id, range }: Subject, use: ComponentUse): boolean {
  const read = range === null ? undefined : readRange(range)
  if (read) return read.ok && isInRange(read.range, use.version)
  const { version } = parsePurl(id)
  return version === undefined || version === use.version
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

/** The project that was cloned from a repository. */
async function findEntryAt(ctx: Context, { key }: Subject): Promise<OfficeEntry | undefined> {
  const project = await findProjectByAddress(ctx, key)
  return project && findEntry(ctx, project.id)
}

async function projectFacts(ctx: Context, entry: OfficeEntry | undefined): Promise<Found> {
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

/** As the register of agreements has it: of the repository, of its owner, or of the forge's owner page. */
async function claOf(ctx: Context, subject: Subject): Promise<Fact | undefined> {
  // Only an agreement of the whole organization lets others be named under it.
  const asked = (await store.findRequestsOn(ctx.db, 'cla', findClaKeys(subject))).filter(
    ({ answers }) => answers['what'] === 'sign' && answers['kind'] === 'corporate',
  )
  const [grant] = await findGrants(ctx, { requests: asked.map(({ number }) => number), state: 'active' })
  const [newest] = asked
  const number = grant?.request ?? newest?.number
  const value = grant ? 'signed' : newest && agreementStates[newest.state]
  return value && number ? { value, evidence: seen(ctx, sources.request(number), `/requests/${number}`) } : undefined
}

/** Of the newest that was asked for, where none holds; one that was granted and holds no more is none. */
const agreementStates: Partial<Record<RequestState, string>> = {
  open: 'evaluating',
  returned: 'evaluating',
  held: 'evaluating',
  refused: 'denied',
}

function evidenceOf(ctx: Context, { manifest, holder, package: purl }: HeldUse): Evidence {
  const { projectName, productName, supplier, version } = holder
  const source =
    projectName === null
      ? sources.document(`${productName ?? supplier ?? manifest} ${version}`.trim())
      : sources.manifest(manifest, projectName)
  return seen(ctx, source, `/components/${encodeURIComponent(purl)}`)
}

function ofProject({ name, id, summary }: OfficeEntry): Evidence {
  return { source: sources.analysis(name), at: summary?.summarizedAt ?? '', href: `/projects/${id}` }
}

function seen(ctx: Context, source: Text, href: string): Evidence {
  return { source, at: ctx.now().toISOString(), href }
}
