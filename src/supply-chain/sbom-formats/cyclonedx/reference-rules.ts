import { isRecord, listIn, recordIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import type { SbomProblem } from '../sbom-format.ts'

const most = 100

/** What no schema can say: each `bom-ref` is given once, and dependencies name what is there. They may run in circles. */
export function findReferenceProblems(bom: Record<string, unknown>): SbomProblem[] {
  const problems: SbomProblem[] = []
  const given = new Set<string>()
  visitReferences(bom, (reference, names) => {
    if (given.has(reference) && problems.length < most) problems.push(givenTwice(reference, names))
    given.add(reference)
  })
  for (const [reference, ...steps] of dependencyEnds(bom)) {
    if (problems.length >= most) break
    if (!given.has(reference)) problems.push(leadsNowhere(reference, `/dependencies/${steps.join('/')}`))
  }
  return problems
}

/** Every `bom-ref` of the document but for those within formulation. */
export function bomRefsIn(bom: Record<string, unknown>): Set<string> {
  const given = new Set<string>()
  visitReferences(bom, reference => given.add(reference))
  return given
}

type Name = string | number
type Visit = (reference: string, names: readonly Name[]) => void

/** A workflow may be described again where it is used: formulation, which no dependency leads to, is not looked into. */
function visitReferences(bom: Record<string, unknown>, visit: Visit) {
  const names: Name[] = []
  for (const [name, value] of Object.entries(bom)) {
    names.push(name)
    if (name !== 'formulation') visitBelow(value, names, visit)
    names.pop()
  }
}

function visitBelow(value: unknown, names: Name[], visit: Visit) {
  if (typeof value !== 'object' || value === null) return
  const reference = isRecord(value) ? textIn(value['bom-ref']) : undefined
  if (reference !== undefined) visit(reference, names)
  if (Array.isArray(value)) for (let at = 0; at < value.length; at++) visitMember(value[at], at, names, visit)
  else for (const name in value) visitMember((value as Record<string, unknown>)[name], name, names, visit)
}

function visitMember(value: unknown, name: string | number, names: Name[], visit: Visit) {
  if (typeof value !== 'object') return
  names.push(name)
  visitBelow(value, names, visit)
  names.pop()
}

/** With the steps to each: most paths are never asked for. */
function* dependencyEnds(bom: Record<string, unknown>): Generator<[reference: string, ...steps: Name[]]> {
  const dependencies = listIn(bom['dependencies'])
  for (const [index, dependency] of dependencies.entries()) {
    const { ref, dependsOn, provides } = recordIn(dependency)
    if (typeof ref === 'string') yield [ref, index, 'ref']
    for (const [at, to] of textsIn(dependsOn).entries()) yield [to, index, 'dependsOn', at]
    for (const [at, to] of textsIn(provides).entries()) yield [to, index, 'provides', at]
  }
}

function givenTwice(reference: string, names: readonly Name[]): SbomProblem {
  const shown = show(reference)
  return {
    text: {
      en: `The bom-ref ${shown} is given twice: give each part of the document its own`,
      zh: `bom-ref ${shown} 出现了两次：文档的每个部分须有各自的 bom-ref`,
    },
    path: `/${names.map(name => escapeName(String(name))).join('/')}/bom-ref`,
  }
}

function leadsNowhere(reference: string, path: string): SbomProblem {
  const shown = show(reference)
  return {
    text: {
      en: `A dependency names ${shown}, which no part of the document has as its bom-ref`,
      zh: `依赖关系引用了 ${shown}，但文档中没有以此为 bom-ref 的部分`,
    },
    path,
  }
}

function show(reference: string): string {
  return JSON.stringify(reference.length > 80 ? `${reference.slice(0, 80)}…` : reference)
}

function escapeName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
