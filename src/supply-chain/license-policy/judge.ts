import { matchesGlob } from '../../lib/glob/glob.ts'
import { packageOf } from '../../lib/purl/package-of.ts'
import {
  type Expression,
  formatExpression,
  isOperation,
  type License,
  type Operation,
} from '../../lib/spdx/expression.ts'
import { findExceptionId, findSuccessor } from '../../lib/spdx/license-list.ts'
import { modernize } from '../../lib/spdx/license-version.ts'
import { parseExpression } from '../../lib/spdx/parse-expression.ts'
import type { Text } from '../../lib/text/text.ts'
import type { ComponentUse } from '../inventory/model.ts'
import { licenseClasses } from './license-classes.ts'
import type { Exemption, Finding, LicensePolicy, Rule, Verdict } from './model.ts'

interface Judgement {
  verdict: Verdict
  reason: Text
}

const severity: Record<Verdict, number> = { allow: 0, review: 1, deny: 2 }

/** Judges each component by a policy, as of a day. The same license in the same scope is judged once. */
export function judge(policy: LicensePolicy, components: readonly ComponentUse[], now: Date): Finding[] {
  const judgeLicense = createJudge(policy)
  const exempt = createExemptions(policy, now)
  return components.map(({ purl, license, relation, scope, manifest, path }) => {
    const judgement = exempt(purl) ?? judgeLicense(license, scope)
    return { purl, relation, scope, manifest, ...judgement, ...(license && { license }), ...(path && { path }) }
  })
}

function createJudge({ rules }: LicensePolicy) {
  const known = new Map<string, Judgement>()
  const compiled = rules.map(rule => ({ rule, matches: compile(rule.licenses) }))
  return (license: string | undefined, scope: ComponentUse['scope']): Judgement => {
    if (!license) return unknown
    const key = `${scope} ${license}`
    const before = known.get(key)
    if (before) return before
    const judgement = judgeText(compiled, license, scope)
    known.set(key, judgement)
    return judgement
  }
}

interface CompiledRule {
  rule: Rule
  matches: (name: string) => boolean
}

function judgeText(rules: CompiledRule[], license: string, scope: ComponentUse['scope']): Judgement {
  const parsed = parseExpression(license)
  return parsed.ok ? judgeExpression(rules, parsed.expression, scope) : noExpression(license)
}

/** OR leaves us the choice, so the mildest part holds; AND binds us to all, so the strictest does. */
function judgeExpression(rules: CompiledRule[], expression: Expression, scope: ComponentUse['scope']): Judgement {
  if (isOperation(expression)) return judgeParts(rules, expression, scope)
  return expression.kind === 'license' ? judgeOne(rules, expression, scope) : unknown
}

function judgeParts(rules: CompiledRule[], { kind, members }: Operation, scope: ComponentUse['scope']): Judgement {
  const parts = members.map(member => judgeExpression(rules, member, scope))
  const sign = kind === 'and' ? 1 : -1
  return parts.reduce((best, part) => (sign * (severity[part.verdict] - severity[best.verdict]) > 0 ? part : best))
}

/** The first rule that fits. A license with an exception is judged as that pair first, and as the license alone if no rule names it. */
function judgeOne(rules: CompiledRule[], license: License, scope: ComponentUse['scope']): Judgement {
  const inScope = rules.filter(({ rule }) => rule.scopes?.includes(scope) ?? true)
  const { exception, ...plain } = license
  for (const one of exception === undefined ? [plain] : [license, plain]) {
    const names = namesOf(one)
    const rule = inScope.find(({ matches }) => names.some(matches))?.rule
    if (!rule) continue
    // The exceptions on the SPDX License List permit more; what anyone else adds may permit less.
    const isAdded = one === plain && exception !== undefined && !findExceptionId(exception)
    if (isAdded && rule.verdict === 'allow') break
    return { verdict: rule.verdict, reason: named(license, rule.reason) }
  }
  const name = formatExpression(license)
  return { verdict: 'review', reason: { en: `no rule names ${name}`, zh: `没有规则提及 ${name}` } }
}

/** As written and, where the SPDX License List has another id in its place, as that: `id` or `id WITH exception`, without a `+`. */
function namesOf(license: License): string[] {
  const names = [license, modernize(license)].map(({ id, exception }) => (exception ? `${id} WITH ${exception}` : id))
  return [...new Set(names)]
}

function named(license: License, { en, zh }: Text): Text {
  const name = formatExpression(license)
  return { en: `${name}: ${en}`, zh: `${name}：${zh}` }
}

const unknown: Judgement = { verdict: 'review', reason: { en: 'no license is stated', zh: '未声明许可证' } }

function noExpression(license: string): Judgement {
  const shown = license.length > 80 ? `${license.slice(0, 80)}…` : license
  return {
    verdict: 'review',
    reason: { en: `“${shown}” is no SPDX expression`, zh: `“${shown}” 不是 SPDX 表达式` },
  }
}

/**
 * Patterns with classes resolved; a deprecated id stands for what the SPDX License List has in its place as well. A pair
 * with an exception is named only by a pattern of a pair: no star reaches across WITH.
 */
function compile(patterns: readonly string[]): (name: string) => boolean {
  const globs = patterns.flatMap(pattern => classMembers(pattern) ?? [pattern, findSuccessor(pattern) ?? []].flat())
  const [pairs = [], plain = []] = [true, false].map(wanted => globs.filter(glob => isPair(glob) === wanted))
  return name => (isPair(name) ? pairs : plain).some(glob => matchesGlob(glob, name))
}

function isPair(name: string): boolean {
  return / with /i.test(name)
}

function classMembers(pattern: string): readonly string[] | undefined {
  const name = /^\{(.+)\}$/.exec(pattern)?.[1]
  return name !== undefined && Object.hasOwn(licenseClasses, name)
    ? licenseClasses[name as keyof typeof licenseClasses]
    : undefined
}

function createExemptions({ exemptions }: LicensePolicy, now: Date) {
  const today = now.toISOString().slice(0, 10)
  const valid = exemptions.filter(({ until }) => until === undefined || until >= today)
  return (purl: string): Judgement | undefined => {
    const names = [purl, packageOf(purl)]
    const fitting = valid.find(({ component }) => names.some(name => matchesGlob(component, name)))
    return fitting && { verdict: fitting.verdict, reason: exempted(fitting) }
  }
}

function exempted({ reason, until }: Exemption): Text {
  return {
    en: `exempted${until ? ` until ${until}` : ''}: ${reason.en}`,
    zh: `豁免${until ? `至 ${until}` : ''}：${reason.zh}`,
  }
}
