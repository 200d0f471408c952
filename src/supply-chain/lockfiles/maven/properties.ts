import { findChild, textOf, type XmlElement } from '../xml-tree.ts'

/** Fills in `${…}`. What it can't find, or what refers to itself, stays as it is written. */
export type Interpolate = (text: string) => string

/** Properties refer to properties: no chain is longer, and no value, so that a few lines can't grow into a flood. */
const longestChain = 30
const longestValue = 200

/** Properties that a project and its parents set, its own before theirs, and what it says of itself and its parent. */
export function createInterpolation(lineage: readonly XmlElement[]): Interpolate {
  const written = new Map<string, string>()
  for (const project of lineage.toReversed())
    for (const { name, text } of findChild(project, 'properties')?.children ?? []) written.set(name, text)
  for (const [name, text] of lineage[0] ? describeProject(lineage[0]) : []) if (text) written.set(name, text)

  const known = new Map<string, string | undefined>()
  const resolve = (name: string, depth: number): string | undefined => {
    if (known.has(name)) return known.get(name)
    // Until it is known it stands for nothing, so that a circle ends.
    known.set(name, undefined)
    const text = written.get(name)
    const value =
      text === undefined || text.length > longestValue || depth > longestChain ? undefined : fill(text, depth)
    known.set(name, value)
    return value
  }
  const fill = (text: string, depth: number) => {
    if (text.length > longestValue) return text
    const value = text.replaceAll(/\$\{([^${}]*)\}/g, (whole, name: string) => resolve(name.trim(), depth + 1) ?? whole)
    return value.length > longestValue ? text : value
  }
  return text => fill(text, 0)
}

/** Maven fills in any value of its model; these are what versions are made of. The names without `project.` are old. */
function describeProject(project: XmlElement): [name: string, text: string | undefined][] {
  const parent = (field: string) => textOf(project, 'parent', field)
  const own = (field: string) => textOf(project, field) ?? parent(field)
  const ofProject = ['groupId', 'version'].map((field): [string, string | undefined] => [field, own(field)])
  const artifactId = textOf(project, 'artifactId')
  const described = [...ofProject, ['artifactId', artifactId] as [string, string | undefined]]
  return [
    ...described.flatMap(([field, text]): [string, string | undefined][] => [
      [`project.${field}`, text],
      [`pom.${field}`, text],
    ]),
    ...['groupId', 'artifactId', 'version'].map((field): [string, string | undefined] => [
      `project.parent.${field}`,
      parent(field),
    ]),
  ]
}
