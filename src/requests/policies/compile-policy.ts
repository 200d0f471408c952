import { type Condition, readCondition } from '../../lib/cel/condition.ts'
import type { Policy, Rule, Step } from './model.ts'

/** A policy whose conditions are ready to be asked: once for any number of requests. */
export interface CompiledPolicy {
  policy: Policy
  version: number
  rules: { rule: Rule; condition: Condition }[]
  /** By the text of a step's `when`. */
  stepConditions: ReadonlyMap<string, Condition>
}

/** Of a policy that was read by `parsePolicy`, whose conditions therefore can be read. */
export function compilePolicy(policy: Policy, version: number): CompiledPolicy {
  const steps = [...policy.rules, policy.otherwise].flatMap(decision => decision?.steps ?? [])
  return {
    policy,
    version,
    rules: policy.rules.map(rule => ({ rule, condition: requireCondition(rule.when) })),
    stepConditions: new Map(steps.flatMap(({ when }) => (when === undefined ? [] : [[when, requireCondition(when)]]))),
  }
}

export function stepCondition({ stepConditions }: CompiledPolicy, { when }: Step): Condition | undefined {
  return when === undefined ? undefined : stepConditions.get(when)
}

function requireCondition(source: string): Condition {
  const condition = readCondition(source)
  if ('problem' in condition) throw new Error(`condition not checked before: ${condition.problem}`)
  return condition
}
