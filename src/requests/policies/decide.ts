import { type PreparedBindings, prepareBindings } from '../../lib/cel/condition.ts'
import { matchesGlob } from '../../lib/glob/glob.ts'
import type { Text } from '../../lib/text/text.ts'
import type { Case, GrantTerms } from '../forms/model.ts'
import { type CompiledPolicy, stepCondition } from './compile-policy.ts'
import type { Outcome, Policy, PolicyScope, Rule, Step } from './model.ts'

/** What one policy says of a case. */
export interface Opinion {
  policy: string
  version: number
  mode: Policy['mode']
  /** `none` where it leaves the case to others. */
  outcome: Outcome | 'none'
  /** The rule that spoke; null where `otherwise` did, or none. */
  rule: string | null
  reason: Text
  steps: Step[]
  grant?: GrantTerms
  hold: boolean
}

/** What comes of a case, and what every policy that was heard had to say. */
export interface Verdict {
  outcome: Outcome
  reason: Text
  /** The opinion that decided; null where no policy did. */
  by: Opinion | null
  steps: Step[]
  grant: GrantTerms
  hold: boolean
  opinions: Opinion[]
}

/**
 * Hears the organization's policies first, then those of the requester's groups, then those of the subject; of one level
 * by their ids. The first that blocks and has something to say decides; where none has, the office looks at it.
 */
export function decide(policies: readonly CompiledPolicy[], form: string, asked: Case): Verdict {
  const heard = policies
    .filter(({ policy }) => policy.forms.includes(form) && isInScope(policy.scope, asked))
    .sort(
      ({ policy: a }, { policy: b }) =>
        levels.indexOf(a.scope.level) - levels.indexOf(b.scope.level) || (a.id < b.id ? -1 : 1),
    )
  const opinions = heard.map(policy => judge(policy, asked))
  const by = opinions.find(({ mode, outcome }) => mode === 'block' && outcome !== 'none') ?? null
  const outcome = by && by.outcome !== 'none' ? by.outcome : 'review'
  const steps = by && by.steps.length > 0 ? by.steps : [officeLooks]
  return {
    outcome,
    reason: by?.reason ?? noPolicy,
    by,
    steps: outcome === 'review' ? steps : [],
    grant: by?.grant ?? {},
    hold: by?.hold ?? false,
    opinions,
  }
}

const levels: readonly PolicyScope['level'][] = ['organization', 'group', 'subject']

function isInScope(scope: PolicyScope, { requester, subject }: Case): boolean {
  if (scope.level === 'organization') return true
  if (scope.level === 'group') return requester.groups.includes(scope.group)
  return matchesGlob(scope.subject, String(subject['id'] ?? ''))
}

/** What one policy says. A condition that cannot be told never approves: a person looks at it. */
export function judge(compiled: CompiledPolicy, asked: Case): Opinion {
  const { policy, version, rules } = compiled
  const bindings = prepareBindings({ ...asked, tables: policy.tables })
  const speaker = { policy: policy.id, version, mode: policy.mode }
  for (const { rule, condition } of rules) {
    const answer = condition.test(bindings)
    if ('problem' in answer) return { ...speaker, ...untold(compiled, rule, answer.problem, bindings) }
    if (answer.holds) return { ...speaker, ...speak(compiled, rule, rule.id, bindings) }
  }
  if (policy.otherwise) return { ...speaker, ...speak(compiled, policy.otherwise, null, bindings) }
  return { ...speaker, outcome: 'none', rule: null, reason: nothingToSay, steps: [], hold: false }
}

type Said = Omit<Opinion, 'policy' | 'version' | 'mode'>

function speak(
  compiled: CompiledPolicy,
  { decide: outcome, reason, steps, grant, hold }: Omit<Rule, 'id' | 'when'>,
  rule: string | null,
  bindings: PreparedBindings,
): Said {
  const asked = outcome === 'review' ? steps.filter(step => applies(compiled, step, bindings)) : []
  return { outcome, rule, reason, steps: withoutIdle(asked, steps), hold, ...(grant && { grant }) }
}

function untold(compiled: CompiledPolicy, rule: Rule, problem: string, bindings: PreparedBindings): Said {
  const { otherwise } = compiled.policy
  const steps = otherwise?.decide === 'review' ? otherwise.steps : rule.steps
  const reason = {
    en: `The rule ${rule.id} of ${compiled.policy.id} could not be told (${problem}), so somebody looks at it`,
    zh: `策略 ${compiled.policy.id} 的规则 ${rule.id} 无法判定（${problem}），因此转人工评审`,
  }
  return { ...speak(compiled, { decide: 'review', reason, steps, hold: false }, rule.id, bindings) }
}

/** One whose condition cannot be told is asked: better once too often. */
function applies(compiled: CompiledPolicy, step: Step, bindings: PreparedBindings): boolean {
  const answer = stepCondition(compiled, step)?.test(bindings)
  return answer === undefined || 'problem' in answer || answer.holds
}

/** A step waits only for those that are asked at all; in place of one that is not, for those that this one waits for. */
function withoutIdle(asked: readonly Step[], all: readonly Step[]): Step[] {
  const ids = new Set(asked.map(({ id }) => id))
  const waitedFor = (id: string): string[] =>
    ids.has(id) ? [id] : (all.find(step => step.id === id)?.after ?? []).flatMap(waitedFor)
  return asked.map(step => ({ ...step, after: [...new Set(step.after.flatMap(waitedFor))] }))
}

const officeLooks: Step = {
  id: 'office',
  title: { en: 'The office looks at it', zh: '由办公室评审' },
  from: 'office',
  kind: 'approve',
  count: 1,
  criteria: [],
  after: [],
  dueDays: 5,
}

const noPolicy: Text = {
  en: 'No policy decides this, so the office looks at it',
  zh: '没有策略可以决定，转由办公室评审',
}

const nothingToSay: Text = { en: 'Left to others', zh: '未作决定' }
