import type { Component, Property } from './component.ts'
import { parseContentLine } from './content-line.ts'
import type { Limits } from './limits.ts'
import { type ProblemList, report } from './problem.ts'

/** A property and the line where it stands. */
interface ReadProperty extends Property {
  line: number
}

export interface ReadComponent extends Component {
  line: number
  properties: ReadProperty[]
  components: ReadComponent[]
}

/** Components that are being built from lines, whatever these are. */
export interface ComponentReader {
  /** Those that stand in no other. */
  roots: ReadComponent[]
  /** A limit of the whole was reached. */
  isFull: boolean
  /** From the outermost to the innermost. */
  open: ReadComponent[]
  /** How many are open and left out. */
  skipped: number
  components: number
  properties: number
  limits: Limits
  problems: ProblemList
}

export function createComponentReader(limits: Limits, problems: ProblemList): ComponentReader {
  return { roots: [], isFull: false, open: [], skipped: 0, components: 0, properties: 0, limits, problems }
}

export function takeLine(reader: ComponentReader, text: string, line: number): void {
  if (reader.isFull) return
  const { limits, problems } = reader
  const property = parseContentLine(text, limits.parameters)
  if (!property) report(problems, line, 'malformed-line', text)
  else if (property === 'too-many-parameters') report(problems, line, property, limits.parameters)
  else if (property.name === 'BEGIN') begin(reader, property.value.trim().toUpperCase(), line)
  else if (property.name === 'END') end(reader, property.value.trim().toUpperCase(), line)
  else if (reader.skipped === 0) add(reader, { ...property, line })
}

/** Half an event would be another event: what the text ends within is left out, but for the calendar itself. */
export function endComponents({ open, problems }: ComponentReader, isComplete: boolean): void {
  const [root, part] = open.splice(0)
  if (part) root?.components.pop()
  if (isComplete && part) report(problems, part.line, 'cut-off', part.name)
  if (isComplete && root) report(problems, root.line, 'unclosed', root.name)
}

function begin(reader: ComponentReader, name: string, line: number) {
  const { open, limits, problems } = reader
  if (reader.skipped > 0 || open.length >= limits.depth) {
    if (reader.skipped === 0) report(problems, line, 'too-deep', name)
    reader.skipped++
    return
  }
  if (reader.components >= limits.components) return fill(reader, line, 'too-many-components', limits.components)
  reader.components++
  const component = { name, line, properties: [], components: [] }
  const parent = open.at(-1)
  const siblings = parent ? parent.components : reader.roots
  siblings.push(component)
  open.push(component)
}

function end(reader: ComponentReader, name: string, line: number) {
  if (reader.skipped > 0) {
    reader.skipped--
    return
  }
  const { open, problems } = reader
  const at = open.findLastIndex(component => component.name === name)
  if (at === -1) return report(problems, line, 'unopened', name)
  for (const component of open.splice(at).slice(1)) report(problems, component.line, 'unclosed', component.name)
}

function add(reader: ComponentReader, property: ReadProperty) {
  const { limits, problems } = reader
  const component = reader.open.at(-1)
  if (!component) return report(problems, property.line, 'outside', property.name)
  if (reader.properties >= limits.properties) {
    return fill(reader, property.line, 'too-many-properties', limits.properties)
  }
  reader.properties++
  if (component.properties.length < limits.propertiesOfOne) component.properties.push(property)
  else report(problems, property.line, 'component-too-large', component.name)
}

function fill(
  reader: ComponentReader,
  line: number,
  code: 'too-many-components' | 'too-many-properties',
  limit: number,
) {
  report(reader.problems, line, code, limit)
  reader.isFull = true
}
