import { createInterpolation, type Interpolate } from './properties.ts'
import { childrenOf, findChild, parseXml, textOf, type XmlElement } from './xml-tree.ts'

/** What a pom.xml declares, its own properties filled in; `${…}` is left where they do not suffice. */
export interface Pom {
  parent?: Artifact
  dependencies: Declared[]
  /** Versions and scopes for whoever declares no others. */
  managed: Declared[]
  /** The bills of materials whose managed versions count too. */
  imports: Artifact[]
  /** Profiles with dependencies of their own. */
  profiles: { id: string; line: number }[]
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
export function parsePom(text: string): Pom {
  const project = parseXml(text)
  if (project.name !== 'project') throw new SyntaxError('This is no pom.xml: its root is no project')
  const fill = createInterpolation(project)
  const parent = findChild(project, 'parent')
  const managed = declarationsIn(findChild(project, 'dependencyManagement'), fill)
  const isImport = ({ scope, type }: Declared) => scope === 'import' && type === 'pom'
  return {
    ...(parent && { parent: readArtifact(parent, fill) }),
    dependencies: declarationsIn(project, fill),
    managed: managed.filter(one => !isImport(one)),
    imports: managed.filter(isImport),
    profiles: childrenOf(findChild(project, 'profiles'), 'profile')
      .filter(profile => findChild(profile, 'dependencies', 'dependency'))
      .map(profile => ({ id: textOf(profile, 'id') ?? '', line: profile.line })),
  }
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
