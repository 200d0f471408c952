import type { Component, Property } from './component.ts'
import { parseContentLine } from './content-line.ts'
import type { Limits } from './limits.ts'
import { type ProblemList, report } from './problem.ts'

/** A property and the line where it stands. */
export interface ReadProperty extends Property {
  line: number
}

export interface ReadComponent extends Component {
  line: number
  properties: ReadProperty[]
  components: ReadComponent[]
}

/** Builds components from lines, whatever these are. */
export interface ComponentReader {
  take(text: string, line: number): void
  end(): void
  /** Those that stand in no other. */
  roots: ReadComponent[]
  /** A limit of the whole was reached. */
  isFull: boolean
}

export function createComponentReader(limits: Limits, problems: ProblemList): ComponentReader {
  const open: ReadComponent[] = []
  /** Names of components that are open and left out. */
  let skipped = 0
  let [components, properties] = [0, 0]

  function take(text: string, line: number) {
    if (reader.isFull) return
    const property = parseContentLine(text, limits.parameters)
    if (!property) report(problems, line, 'malformed-line', text)
    else if (property === 'too-many-parameters') report(problems, line, property, limits.parameters)
    else if (property.name === 'BEGIN') begin(property.value.trim().toUpperCase(), line)
    else if (property.name === 'END') end(property.value.trim().toUpperCase(), line)
    else if (skipped === 0) add({ ...property, line })
  }

  function begin(name: string, line: number) {
    if (skipped > 0 || open.length >= limits.depth) {
      if (skipped === 0) report(problems, line, 'too-deep', name)
      skipped++
      return
    }
    if (components >= limits.components) return fill(line, 'too-many-components', limits.components)
    components++
    const component = { name, line, properties: [], components: [] }
    const parent = open.at(-1)
    const siblings = parent ? parent.components : reader.roots
    siblings.push(component)
    open.push(component)
  }

  function end(name: string, line: number) {
    if (skipped > 0) {
      skipped--
      return
    }
    const at = open.findLastIndex(component => component.name === name)
    if (at === -1) return report(problems, line, 'unopened', name)
    for (const component of open.splice(at).slice(1)) report(problems, component.line, 'unclosed', component.name)
  }

  function add(property: ReadProperty) {
    const component = open.at(-1)
    if (!component) return report(problems, property.line, 'outside', property.name)
    if (properties >= limits.properties) return fill(property.line, 'too-many-properties', limits.properties)
    properties++
    const count = component.properties.length
    if (count < limits.propertiesOfOne) component.properties.push(property)
    else report(problems, property.line, 'component-too-large', component.name)
  }

  function fill(line: number, code: 'too-many-components' | 'too-many-properties', limit: number) {
    report(problems, line, code, limit)
    reader.isFull = true
  }

  const reader: ComponentReader = {
    take,
    roots: [],
    isFull: false,
    end() {
      if (reader.isFull) return
      for (const component of open.splice(0)) report(problems, component.line, 'unclosed', component.name)
    },
  }
  return reader
}
