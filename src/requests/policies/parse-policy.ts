import { checkCondition } from '../../lib/cel/check-condition.ts'
import type { Text } from '../../lib/text/text.ts'
import { readYaml, type YamlProblem } from '../../lib/yaml/read-yaml.ts'
import { factNames } from '../evidence/model.ts'
import type { Form } from '../forms/model.ts'
import { Policy, type Step } from './model.ts'

/**
 * Reads a policy written in YAML or JSON, and holds it to the forms that it decides: what it reads of a request must be
 * asked. Not so one that decided before, whose forms may have changed since: without forms it is only read.
 */
export function parsePolicy(
  source: string,
  name: string,
  forms: readonly Form[] | undefined,
): { policy: Policy } | { problem: Text } {
  const read = readYaml(source, name, Policy, forms && (policy => problemsOf(policy, forms)))
  return 'problem' in read ? read : { policy: read.value }
}

function* problemsOf(policy: Policy, forms: readonly Form[]): Generator<YamlProblem> {
  for (const [i, id] of policy.forms.entries()) {
    if (forms.some(form => form.id === id)) continue
    const all = forms.map(form => form.id).join(', ')
    yield {
      path: ['forms', i],
      problem: { en: `there is no form ${id}; there are ${all}`, zh: `没有表单 ${id}；现有 ${all}` },
    }
  }
  const records = recordsOf(policy, forms)
  const seen = new Set<string>()
  for (const [i, rule] of policy.rules.entries()) {
    const path = ['rules', i]
    if (seen.has(rule.id)) yield { path, problem: { en: `${rule.id} is there twice`, zh: `${rule.id} 出现了两次` } }
    seen.add(rule.id)
    const problem = checkCondition(rule.when, records)
    if (problem) yield { path: [...path, 'when'], problem }
    yield* stepProblems([...path, 'steps'], rule.steps, records)
  }
  yield* stepProblems(['otherwise', 'steps'], policy.otherwise?.steps ?? [], records)
}

function* stepProblems(path: PropertyKey[], steps: readonly Step[], records: Records): Generator<YamlProblem> {
  const ids = new Set(steps.map(({ id }) => id))
  for (const [i, step] of steps.entries()) {
    const problem = step.when === undefined ? undefined : checkCondition(step.when, records)
    if (problem) yield { path: [...path, i, 'when'], problem }
    const unknown = step.after.find(id => !ids.has(id))
    if (unknown !== undefined)
      yield { path: [...path, i, 'after'], problem: { en: `there is no step ${unknown}`, zh: `没有步骤 ${unknown}` } }
  }
  if (isCircle(steps))
    yield { path, problem: { en: 'the steps wait for each other in a circle', zh: '评审步骤相互等待，形成循环' } }
}

type Records = Record<string, ReadonlySet<string>>

function recordsOf(policy: Policy, forms: readonly Form[]): Records {
  const decided = forms.filter(({ id }) => policy.forms.includes(id))
  const fields = decided.flatMap(form => form.sections.flatMap(section => section.fields.map(({ id }) => id)))
  return {
    request: new Set(fields),
    facts: new Set(Object.keys(factNames)),
    tables: new Set(Object.keys(policy.tables)),
    subject: new Set(['kind', 'id', 'type', 'namespace', 'name', 'version', 'range']),
    requester: new Set(['id', 'groups']),
  }
}

/** Takes away what waits for nothing until nothing moves: what is left waits for itself. */
function isCircle(steps: readonly Step[]): boolean {
  let left = [...steps]
  for (;;) {
    const ids = new Set(left.map(({ id }) => id))
    const waiting = left.filter(step => step.after.some(id => ids.has(id)))
    if (waiting.length === left.length) return left.length > 0
    left = waiting
  }
}
