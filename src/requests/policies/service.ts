import type { Text } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import type { DeskDocument } from '../documents/model.ts'
import { getDocument, getDocuments, saveDocument } from '../documents/service.ts'
import type { Case, Form } from '../forms/model.ts'
import { getForms, parseForm } from '../forms/service.ts'
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts'
import { decide, type Verdict } from './decide.ts'
import { parsePolicy } from './parse-policy.ts'
import { runTests, type TestResult } from './run-tests.ts'

export type { CompiledPolicy } from './compile-policy.ts'
export { decide, type Verdict } from './decide.ts'
export { unknownFacts } from './run-tests.ts'

/** A policy in one of its versions, or why that can't be read. */
export interface PolicyEntry {
  document: DeskDocument
  compiled: CompiledPolicy | undefined
  problem: Text | undefined
}

export async function getPolicies(ctx: Pick<Context, 'db'>): Promise<PolicyEntry[]> {
  const forms = await getForms(ctx)
  return (await getDocuments(ctx, 'policy')).map(document => {
    const compiled = compile(document, forms)
    return 'policy' in compiled
      ? { document, compiled, problem: undefined }
      : { document, compiled: undefined, problem: compiled.problem }
  })
}

/** What decides now: active ones, in their newest version. */
export async function getDecidingPolicies(ctx: Pick<Context, 'db'>): Promise<CompiledPolicy[]> {
  return (await getPolicies(ctx)).flatMap(({ document, compiled }) => (document.active && compiled ? [compiled] : []))
}

/** The versions that a decision was made by, for a replay. */
export async function getPolicyVersions(
  ctx: Pick<Context, 'db'>,
  versions: readonly { policy: string; version: number }[],
): Promise<CompiledPolicy[]> {
  const found = versions.map(async ({ policy, version }) => {
    const compiled = compile(await getDocument(ctx, 'policy', policy, version), undefined)
    if ('policy' in compiled) return compiled
    throw new Failure('conflict', compiled.problem)
  })
  return Promise.all(found)
}

export async function decideNow(ctx: Pick<Context, 'db'>, form: string, asked: Case): Promise<Verdict> {
  return decide(await getDecidingPolicies(ctx), form, asked)
}

export interface PolicyTrial {
  compiled: CompiledPolicy
  results: TestResult[]
}

/** Reads a policy and runs its cases, keeping nothing. */
export async function tryPolicy(ctx: Context, source: string): Promise<PolicyTrial> {
  const forms = await getForms(ctx)
  const parsed = parsePolicy(source, 'policy', forms)
  if ('problem' in parsed) throw new Failure('invalid-input', parsed.problem)
  const results = runTests(parsed.policy, forms, ctx.now())
  return { compiled: compilePolicy(parsed.policy, 0), results }
}

/** A policy whose own cases fail is not saved: it would decide otherwise than it says. */
export async function savePolicy(
  ctx: Context,
  source: string,
  options: { active?: boolean; why?: string } = {},
): Promise<DeskDocument> {
  const { compiled, results } = await tryPolicy(ctx, source)
  const failed = results.find(({ passed }) => !passed)
  if (failed) throw caseFails(failed)
  return saveDocument(ctx, { kind: 'policy', id: compiled.policy.id, source, ...options })
}

/** A form is not changed under a policy that reads it: then nothing of its kind would be decided any more. */
export async function changeForm(
  ctx: Context,
  source: string,
  options: { active?: boolean; why?: string } = {},
): Promise<DeskDocument> {
  const parsed = parseForm(source, 'form')
  if ('problem' in parsed) throw new Failure('invalid-input', parsed.problem)
  const { form } = parsed
  const forms = [...(await getForms(ctx)).filter(({ id }) => id !== form.id), form]
  for (const document of await getDocuments(ctx, 'policy')) {
    const read = document.active ? parsePolicy(document.source, document.id, forms) : undefined
    if (read && 'problem' in read) throw breaks(read.problem)
  }
  return saveDocument(ctx, { kind: 'form', id: form.id, source, ...options })
}

function breaks({ en, zh }: Text) {
  return new Failure('conflict', {
    en: `A policy that decides now could not be read with this form (${en}): change the policy first`,
    zh: `采用此表单后，正在生效的策略将无法读取（${zh}）：请先修改策略`,
  })
}

function caseFails({ name, expected, got }: TestResult) {
  return new Failure('invalid-input', {
    en: `The policy’s own case “${name}” expects ${expected}, and the policy says ${got}: mend one of them`,
    zh: `策略自带用例“${name}”预期 ${expected}，而策略给出 ${got}：请修正其一`,
  })
}

/** Each text is compiled once for the same forms, whichever office it is of. */
const compilations = new Map<string, Map<string, CompiledPolicy | { problem: Text }>>()
const mostCompilations = 500
const mostCircumstances = 20

function compile(document: DeskDocument, forms: readonly (Form & { version: number })[] | undefined) {
  const { source, version } = document
  const circumstances = `${version} ${forms?.map(({ id, version }) => `${id}@${version}`).join(' ')}`
  const ofSource = compilations.get(source) ?? new Map<string, CompiledPolicy | { problem: Text }>()
  const known = ofSource.get(circumstances)
  if (known) return known
  const parsed = parsePolicy(source, document.id, forms)
  const compiled = 'problem' in parsed ? parsed : compilePolicy(parsed.policy, version)
  if (compilations.size >= mostCompilations) compilations.clear()
  if (ofSource.size >= mostCircumstances) ofSource.clear()
  compilations.set(source, ofSource.set(circumstances, compiled))
  return compiled
}
