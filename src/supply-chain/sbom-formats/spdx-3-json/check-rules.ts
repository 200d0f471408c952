import { parseExpression } from '../../../lib/spdx/parse-expression.ts'
import { findClass, isKindOf } from './classes.ts'
import type { Graph, GraphNode } from './graph.ts'
import { type Problems, stepOf } from './problems.ts'
import * as sentences from './sentences.ts'
import { compactTerm } from './terms.ts'

/** Rules that the specification states in prose, over the objects of a document as they point at each other. */
export function checkRules(graph: Graph, problems: Problems) {
  for (const { id, path } of graph.repeated) problems.add(path, sentences.twice(id))
  let documents = 0
  for (const node of graph.nodes.values()) {
    if (problems.isFull) return
    if (node.type === 'SpdxDocument' && ++documents > 1) problems.add(node.path, sentences.secondDocument)
    checkTargets(node, graph, problems)
    for (const [kind, check] of checks) if (isKindOf(node.type, kind)) check(node, problems, graph)
  }
}

/** An id points at an object of the class that is wanted there, where that object is in this document. */
function checkTargets(node: GraphNode, graph: Graph, problems: Problems) {
  for (const [name, { holds }] of findClass(node.type)?.properties ?? []) {
    const value = node.properties[name]
    if (value === undefined || !('class' in holds)) continue
    if (!Array.isArray(value)) checkTarget(value, holds.class, node.path + stepOf(name), graph, problems)
    else {
      for (const [index, item] of value.entries()) {
        if (problems.isFull) return
        checkTarget(item, holds.class, node.path + stepOf(name) + stepOf(index), graph, problems)
      }
    }
  }
}

function checkTarget(id: unknown, kind: string, path: string, graph: Graph, problems: Problems) {
  if (typeof id !== 'string') return
  const target = graph.nodes.get(id)
  // What is not here may be in another document; a blank node cannot be.
  if (!target && id.startsWith('_:')) problems.add(path, sentences.nowhere(id))
  if (target && findClass(target.type) && !isKindOf(target.type, kind)) {
    problems.add(path, sentences.wrongTarget(id, kind, target.type))
  }
}

type Check = (node: GraphNode, problems: Problems, graph: Graph) => void

const checks: [kind: string, check: Check][] = [
  ['ElementCollection', checkCollection],
  ['software_Package', checkName],
  ['software_File', checkName],
  ['software_Snippet', checkRanges],
  ['Relationship', checkRelationship],
  ['security_VexNotAffectedVulnAssessmentRelationship', checkJustification],
  ['security_EpssVulnAssessmentRelationship', checkProbabilities],
  ['simplelicensing_LicenseExpression', checkExpression],
]

function checkCollection({ properties, path }: GraphNode, problems: Problems, graph: Graph) {
  const elements = listOf(properties['element'])
  const roots = listOf(properties['rootElement'])
  if (elements.length > 0 && roots.length === 0) problems.add(path, sentences.noRoot)
  const isDocument = (id: unknown) => graph.nodes.get(String(id))?.type === 'SpdxDocument'
  if (elements.some(isDocument)) problems.add(`${path}/element`, sentences.documentWithin)
  if (roots.some(isDocument)) problems.add(`${path}/rootElement`, sentences.documentWithin)
}

function checkName({ type, properties, path }: GraphNode, problems: Problems) {
  if (properties['name'] === undefined) problems.add(path, sentences.missing(type, 'name'))
}

function checkRanges({ properties, path }: GraphNode, problems: Problems) {
  for (const name of ['software_byteRange', 'software_lineRange']) {
    const range = Object(properties[name])
    if (Number(range['beginIntegerRange']) > Number(range['endIntegerRange'])) {
      problems.add(path + stepOf(name), sentences.backwards)
    }
  }
}

/** What a relationship of these classes must be; in order, the first that fits. */
const relationOf: [kind: string, relation: string][] = [
  ['security_VexAffectedVulnAssessmentRelationship', 'affects'],
  ['security_VexFixedVulnAssessmentRelationship', 'fixedIn'],
  ['security_VexNotAffectedVulnAssessmentRelationship', 'doesNotAffect'],
  ['security_VexUnderInvestigationVulnAssessmentRelationship', 'underInvestigationFor'],
  ['security_VulnAssessmentRelationship', 'hasAssessmentFor'],
]

function checkRelationship({ type, properties, path }: GraphNode, problems: Problems) {
  const wanted = relationOf.find(([kind]) => isKindOf(type, kind))?.[1]
  if (wanted && properties['relationshipType'] !== wanted) {
    problems.add(`${path}/relationshipType`, sentences.wrongRelation(type, wanted))
  }
  const to = listOf(properties['to'])
  if (to.length > 1 && to.some(isNone)) problems.add(`${path}/to`, sentences.noneAmongOthers)
}

export function isNone(id: unknown): boolean {
  return compactTerm(id) === 'NoneElement'
}

function checkJustification({ properties, path }: GraphNode, problems: Problems) {
  const isJustified = 'security_justificationType' in properties || 'security_impactStatement' in properties
  if (!isJustified) problems.add(path, sentences.unjustified)
}

function checkProbabilities({ properties, path }: GraphNode, problems: Problems) {
  for (const name of ['security_probability', 'security_percentile']) {
    const value = Number(properties[name])
    if (value < 0 || value > 1) problems.add(path + stepOf(name), sentences.notBetween)
  }
}

function checkExpression({ properties, path }: GraphNode, problems: Problems) {
  const name = 'simplelicensing_licenseExpression'
  const expression = properties[name]
  if (typeof expression !== 'string') return
  const read = parseExpression(expression)
  if (!read.ok) problems.add(`${path}/${name}`, sentences.noExpression(read.reason))
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
