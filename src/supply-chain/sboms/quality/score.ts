import type { Component, Sbom } from '../../sbom-formats/sbom.ts'
import { componentChecks } from './component-checks.ts'
import { documentChecks } from './document-checks.ts'
import { type DocumentFacts, gatherFacts } from './document-facts.ts'
import type { Requirement, RequirementSet } from './requirement.ts'

type Verdict = 'met' | 'unmet' | 'not-applicable'

interface Answer {
  requirement: Requirement
  verdict: Verdict
  /** How many it was asked of: components, or the one document. */
  met: number
  unmet: number
  /** The components that miss it, all of them. */
  missing: Component[]
}

export interface Assessment {
  set: RequirementSet
  answers: Answer[]
  /** Whether all that the set says must be is there, as far as a document can show it. */
  conforms: boolean
  /** From 0 to 100: of each `must` the share of what it was asked of that has it, averaged; undefined where none applies. */
  score: number | undefined
}

/** What a document has of what a set asks for. */
export function assess(
  set: RequirementSet,
  sbom: Sbom,
  written: { format?: string | undefined; version?: string | undefined } = {},
): Assessment {
  return assessAll([set], sbom, written)[0] as Assessment
}

export function assessAll(
  sets: readonly RequirementSet[],
  sbom: Sbom,
  written: { format?: string | undefined; version?: string | undefined } = {},
): Assessment[] {
  const facts = gatherFacts(sbom, written)
  const missing = new Map<string, Answer>()
  return sets.map(set => {
    const answers = set.requirements.map(requirement => answer(requirement, facts, missing))
    const musts = answers.filter(
      ({ requirement, verdict }) => requirement.level === 'must' && verdict !== 'not-applicable',
    )
    const shares = musts.map(({ met, unmet }) => met / (met + unmet))
    return {
      set,
      answers,
      conforms: musts.every(({ verdict }) => verdict === 'met'),
      score: shares.length === 0 ? undefined : (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length,
    }
  })
}

/** Several sets ask the same: each check runs once. */
function answer(requirement: Requirement, facts: DocumentFacts, known: Map<string, Answer>): Answer {
  const key = `${requirement.subject} ${requirement.check}`
  const before = known.get(key)
  if (before) return { ...before, requirement }
  const fresh = requirement.subject === 'document' ? askDocument(requirement, facts) : askComponents(requirement, facts)
  known.set(key, fresh)
  return fresh
}

function askDocument(requirement: Requirement & { subject: 'document' }, facts: DocumentFacts): Answer {
  const has = documentChecks[requirement.check](facts)
  if (has === undefined) return { requirement, verdict: 'not-applicable', met: 0, unmet: 0, missing: [] }
  return { requirement, verdict: has ? 'met' : 'unmet', met: has ? 1 : 0, unmet: has ? 0 : 1, missing: [] }
}

function askComponents(requirement: Requirement & { subject: 'component' }, facts: DocumentFacts): Answer {
  const check = componentChecks[requirement.check]
  const missing: Component[] = []
  let met = 0
  for (const component of facts.sbom.components) {
    const has = check(component, facts)
    if (has) met++
    else if (has === false) missing.push(component)
  }
  const unmet = missing.length
  const verdict = met + unmet === 0 ? 'not-applicable' : unmet === 0 ? 'met' : 'unmet'
  return { requirement, verdict, met, unmet, missing }
}
