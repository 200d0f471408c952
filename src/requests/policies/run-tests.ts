import { factNames } from '../evidence/model.ts'
import { type Answers, type Case, completeAnswers, type Form } from '../forms/model.ts'
import { readSubject, subjectRecord } from '../subjects/model.ts'
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts'
import { judge } from './decide.ts'
import type { Policy, PolicyTest } from './model.ts'

export interface TestResult {
  name: string
  passed: boolean
  /** `approve by small-code`, `review by otherwise: legal, security` */
  expected: string
  got: string
}

/** Runs a policy's own cases. Facts and answers that a case does not give are not known. */
export function runTests(policy: Policy, forms: readonly Form[], now: Date): TestResult[] {
  const form = forms.find(({ id }) => policy.forms.includes(id))
  const compiled = compilePolicy(policy, 0)
  return form ? policy.tests.map(test => runTest(compiled, form, test, now)) : []
}

/** Names of fields and facts that a test gives and that do not exist: it would prove nothing. */
export function findStrayNames({ tests, forms: ids }: Policy, forms: readonly Form[]): string[] {
  const fields = new Set(
    forms
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ sections }) => sections.flatMap(({ fields }) => fields.map(({ id }) => id))),
  )
  return tests.flatMap(test => [
    ...Object.keys(test.request).flatMap(name => (fields.has(name) ? [] : [`request.${name}`])),
    ...Object.keys(test.facts).flatMap(name => (Object.hasOwn(factNames, name) ? [] : [`facts.${name}`])),
  ])
}

function runTest(compiled: CompiledPolicy, form: Form, test: PolicyTest, now: Date): TestResult {
  const opinion = judge(compiled, caseOf(form, test, now))
  const steps = opinion.steps.map(({ id }) => id)
  const passed =
    opinion.outcome === test.expect &&
    (test.rule === undefined || opinion.rule === test.rule) &&
    (test.steps === undefined || same(test.steps, steps))
  const expected = said(test.expect, test.rule, test.steps)
  return { name: test.name, passed, expected, got: said(opinion.outcome, opinion.rule ?? 'otherwise', steps) }
}

function caseOf(form: Form, { request, facts, subject, requester }: PolicyTest, now: Date): Case {
  const read = readSubject(form.subject, subject ?? '')
  return {
    request: completeAnswers(form, request as Answers),
    facts: { ...unknownFacts, ...facts },
    subject: subjectRecord('problem' in read ? { kind: form.subject, id: '', range: null } : read),
    requester: { id: 'somebody', name: 'Somebody', groups: requester?.groups ?? [] },
    now,
  }
}

/** Every fact there is, not known. */
export const unknownFacts: Record<string, null> = Object.fromEntries(Object.keys(factNames).map(name => [name, null]))

function said(outcome: string, rule: string | undefined, steps: readonly string[] = []) {
  return `${outcome}${rule ? ` by ${rule}` : ''}${steps.length > 0 ? `: ${steps.join(', ')}` : ''}`
}

function same(left: readonly string[], right: readonly string[]) {
  return JSON.stringify([...left].sort()) === JSON.stringify([...right].sort())
}
