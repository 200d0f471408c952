import { posix } from 'node:path'
import { findChild, parseXml, textOf, type XmlElement } from '../xml-tree.ts'

/** Where parents are looked for: above, that is where Maven looks itself and where their own parents are, and beside. */
export const parentPaths = [
  ...Array.from({ length: 5 }, (_, above) => `${'../'.repeat(above + 1)}pom.xml`),
  '../parent/pom.xml',
]

/** A project and after it its parents, as far as their files are there. Throws a SyntaxError on the project's own. */
export function findLineage(text: string, companions: Readonly<Record<string, string>>): XmlElement[] {
  const project = parseProject(text)
  const lineage = [project]
  let [path, child]: [string, XmlElement] = ['pom.xml', project]
  for (const left = new Set(parentPaths); left.size > 0; ) {
    path = findParentPath(path, child)
    const parent = left.delete(path) ? readParent(companions[path], child) : undefined
    if (!parent) break
    lineage.push(parent)
    child = parent
  }
  return lineage
}

function parseProject(text: string): XmlElement {
  const project = parseXml(text)
  if (project.name !== 'project') throw new SyntaxError('This is no pom.xml: its root is no project')
  return project
}

/** Empty where a repository is to be asked instead, or where there is no parent. A folder stands for the pom.xml in it. */
function findParentPath(path: string, child: XmlElement): string {
  const parent = findChild(child, 'parent')
  const relative = findChild(parent, 'relativePath')?.text ?? '../pom.xml'
  if (!parent || relative === '') return ''
  const file = relative.endsWith('.xml') ? relative : `${relative}/pom.xml`
  return posix.join(posix.dirname(path), file)
}

/** What lies there may be another project; and one that is broken is told of where it is read itself. */
function readParent(text: string | undefined, child: XmlElement): XmlElement | undefined {
  if (text === undefined) return undefined
  try {
    const found = parseProject(text)
    return textOf(found, 'artifactId') === textOf(child, 'parent', 'artifactId') ? found : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
