import { isRecord } from '../../../lib/json/untrusted.ts'
import * as messages from './messages.ts'
import { below, type ProblemList } from './problem-list.ts'
import type { Field, Shape } from './shapes.ts'

/** Tells of every field that is missing, unknown or of another kind than the shape has it. */
export function checkShape(value: unknown, shape: Shape, path: string, problems: ProblemList) {
  if (!isRecord(value)) return problems.add(path, messages.notOfKind(shape.name, messages.object))
  for (const [name, field] of shape.fields) {
    if (field.required && value[name] === undefined) problems.add(path, messages.missing(shape.name, name))
  }
  for (const name of Object.keys(value)) {
    if (problems.isFull) return
    const field = shape.fields.get(name)
    if (field) checkField(value[name], name, field, path, problems)
    else problems.add(below(path, name), messages.unknownField(shape.name, name))
  }
}

function checkField(value: unknown, name: string, field: Field, path: string, problems: ProblemList) {
  if (value === undefined) return
  if (!field.list) return checkValue(value, name, field.of, () => below(path, name), problems)
  if (!Array.isArray(value)) return problems.add(below(path, name), messages.notOfKind(name, messages.list))
  if (field.list === 'filled' && value.length === 0) problems.add(below(path, name), messages.emptyList(name))
  for (const [index, entry] of value.entries()) {
    if (problems.isFull) return
    checkValue(entry, name, field.of, () => below(below(path, name), index), problems)
  }
}

function checkValue(value: unknown, name: string, of: Field['of'], path: () => string, problems: ProblemList) {
  if (of === 'text') {
    if (typeof value !== 'string') problems.add(path(), messages.notOfKind(name, messages.text))
  } else if (of === 'flag') {
    if (typeof value !== 'boolean') problems.add(path(), messages.notOfKind(name, messages.flag))
  } else if (of === 'integer') {
    if (!Number.isInteger(value)) problems.add(path(), messages.notOfKind(name, messages.integer))
  } else if (of === 'record') {
    if (!isRecord(value)) problems.add(path(), messages.notOfKind(name, messages.object))
  } else if ('fields' in of) {
    checkShape(value, of, path(), problems)
  } else if (typeof value !== 'string' || !of.includes(value)) {
    problems.add(path(), messages.notAmong(name, of))
  }
}
