import { parseXml, type XmlElement } from '../xml-tree.ts'

/** What a file of MSBuild says of packages. Conditions are passed over: what holds under any is taken to hold. */
export interface MsBuildFile {
  /** By name in lower case. */
  properties: Map<string, string>
  items: MsBuildItem[]
}

export interface MsBuildItem {
  /** `PackageReference`, `PackageVersion` and their like. */
  kind: string
  /** Several may be written in one item. */
  names: string[]
  /** By name in lower case: attributes and elements mean the same. */
  about: ReadonlyMap<string, string>
  line: number
}

/** Throws a SyntaxError with the line. */
export function parseMsBuild(text: string): MsBuildFile {
  const root = parseXml(text)
  if (root.name !== 'Project') throw new SyntaxError('This is no file of MSBuild: its root is no Project (line 1)')
  const file: MsBuildFile = { properties: new Map(), items: [] }
  for (const group of groupsIn(root)) {
    if (group.name === 'PropertyGroup')
      for (const { name, text } of group.children) file.properties.set(name.toLowerCase(), text.slice(0, longestValue))
    if (group.name === 'ItemGroup') file.items.push(...group.children.map(readItem))
  }
  return file
}

/** Groups may stand in `Choose`, of which all ways are taken. */
function groupsIn(root: XmlElement): XmlElement[] {
  const found = [root]
  for (const element of found)
    for (const child of element.children)
      if (/^(PropertyGroup|ItemGroup|Choose|When|Otherwise)$/.test(child.name)) found.push(child)
  return found
}

function readItem({ name, attributes, children, line }: XmlElement): MsBuildItem {
  const about = new Map([...attributes].map(([key, value]) => [key.toLowerCase(), value.trim()]))
  for (const child of children) about.set(child.name.toLowerCase(), child.text)
  const names = (about.get('include') ?? '').split(';')
  return { kind: name, names: names.map(name => name.trim()).filter(Boolean), about, line }
}

/** Properties are made of others, but not of many: beyond a few rounds they are going in circles. */
const mostRounds = 5
const longestValue = 300

/** `$(Name)` is left where nothing is known of it. */
export function fillIn(text: string, properties: ReadonlyMap<string, string>): string {
  let filled = text
  for (let round = 0; round < mostRounds && filled.includes('$(') && filled.length < longestValue; round++)
    filled = filled.replaceAll(
      /\$\(([\w.-]{1,100})\)/g,
      (whole, name: string) => properties.get(name.toLowerCase()) ?? whole,
    )
  return filled.slice(0, longestValue)
}
