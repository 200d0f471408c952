import { childrenOf, findChild, textOf, type XmlElement } from '../xml-tree.ts'
import { findLineage } from './lineage.ts'
import { createInterpolation, type Interpolate } from './properties.ts'

/** What a pom.xml and the parents beside it declare, properties filled in; `${…}` is left where they do not suffice. */
export interface Pom {
  /** The nearest parent whose file is not there. */
  parent?: Artifact
  /** What it declares itself. */
  dependencies: Declared[]
  /** What its parents declare for it. */
  inherited: Declared[]
  /** Versions and scopes for whoever declares no others, the parents' first: the project's own overrule them. */
  managed: Declared[]
  /** The bills of materials whose managed versions count too. */
  imports: Artifact[]
  /** Profiles with dependencies of their own. */
  profiles: { id: string; line: number }[]
  /** The version of the project and the groups that it and its parents belong to. */
  version: string
  groups: string[]
}

export interface Artifact {
  groupId: string
  artifactId: string
  version?: string
  line: number
}

export interface Declared extends Artifact {
  /** `jar` where nothing is said. */
  type: string
  classifier?: string
  scope?: string
  optional?: string
}

/** Throws a SyntaxError. */
export function parsePom(text: string, companions: Readonly<Record<string, string>>): Pom {
  const lineage = findLineage(text, companions)
  const [project, ...parents] = lineage
  const fill = createInterpolation(lineage)
  const parent = findChild(lineage.at(-1), 'parent')
  const managed = lineage.toReversed().flatMap(one => declarationsIn(findChild(one, 'dependencyManagement'), fill))
  const ownImports = declarationsIn(findChild(project, 'dependencyManagement'), fill).filter(isImport)
  return {
    ...(parent && { parent: readArtifact(parent, fill) }),
    dependencies: declarationsIn(project, fill),
    inherited: parents.flatMap(one => declarationsIn(one, fill)),
    managed: managed.filter(one => !isImport(one)),
    imports: ownImports,
    profiles: childrenOf(findChild(project, 'profiles'), 'profile')
      .filter(profile => findChild(profile, 'dependencies', 'dependency'))
      .map(profile => ({ id: textOf(profile, 'id') ?? '', line: profile.line })),
    version: fill(textOf(project, 'version') ?? textOf(project, 'parent', 'version') ?? ''),
    groups: lineage.flatMap(one => textOf(one, 'groupId') ?? textOf(one, 'parent', 'groupId') ?? []),
  }
}

function isImport({ scope, type }: Declared): boolean {
  return scope === 'import' && type === 'pom'
}

function declarationsIn(element: XmlElement | undefined, fill: Interpolate): Declared[] {
  return childrenOf(findChild(element, 'dependencies'), 'dependency').map(one => readDeclared(one, fill))
}

function readDeclared(element: XmlElement, fill: Interpolate): Declared {
  const filled = (field: string) => fill(textOf(element, field) ?? '')
  const [type, classifier, scope, optional] = [
    filled('type'),
    filled('classifier'),
    filled('scope'),
    filled('optional'),
  ]
  return {
    ...readArtifact(element, fill),
    type: type || 'jar',
    ...(classifier && { classifier }),
    ...(scope && { scope }),
    ...(optional && { optional }),
  }
}

function readArtifact(element: XmlElement, fill: Interpolate): Artifact {
  const filled = (field: string) => fill(textOf(element, field) ?? '')
  const version = filled('version')
  const { line } = element
  return { groupId: filled('groupId'), artifactId: filled('artifactId'), ...(version && { version }), line }
}
