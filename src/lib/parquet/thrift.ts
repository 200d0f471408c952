import { GrowingBytes } from './growing.ts'

/** A value of Thrift's compact protocol, as far as Parquet's metadata needs it. */
export type ThriftValue =
  | { kind: 'i32' | 'i64'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'list'; of: 'i32' | 'text' | 'struct'; values: ThriftValue[] }
  | ThriftStruct

/** Field ids go up. Undefined fields are left out. */
export interface ThriftStruct {
  kind: 'struct'
  fields: (readonly [id: number, value: ThriftValue | undefined])[]
}

export const i32 = (value: number): ThriftValue => ({ kind: 'i32', value })
export const i64 = (value: number): ThriftValue => ({ kind: 'i64', value })
export const text = (value: string): ThriftValue => ({ kind: 'text', value })
export const boolean = (value: boolean): ThriftValue => ({ kind: 'boolean', value })
export const struct = (...fields: ThriftStruct['fields']): ThriftStruct => ({ kind: 'struct', fields })
export const list = (of: 'i32' | 'text' | 'struct', values: ThriftValue[]): ThriftValue => ({
  kind: 'list',
  of,
  values,
})

const wireTypes = { i32: 5, i64: 6, text: 8, list: 9, struct: 12 }

export function encodeThrift(value: ThriftStruct): Buffer {
  const out = new GrowingBytes()
  write(out, value)
  return Buffer.from(out.view())
}

function write(out: GrowingBytes, value: ThriftValue) {
  if (value.kind === 'i32' || value.kind === 'i64')
    writeVarint(out, value.value < 0 ? -2 * value.value - 1 : 2 * value.value)
  else if (value.kind === 'text') writeText(out, value.value)
  else if (value.kind === 'list') writeList(out, value.of, value.values)
  else if (value.kind === 'struct') writeStruct(out, value)
}

function writeText(out: GrowingBytes, value: string) {
  const bytes = Buffer.from(value)
  writeVarint(out, bytes.length)
  out.append(bytes)
}

function writeList(out: GrowingBytes, of: 'i32' | 'text' | 'struct', values: ThriftValue[]) {
  const isShort = values.length < 15
  out.push(((isShort ? values.length : 15) << 4) | wireTypes[of])
  if (!isShort) writeVarint(out, values.length)
  for (const value of values) write(out, value)
}

function writeStruct(out: GrowingBytes, { fields }: ThriftStruct) {
  let previous = 0
  for (const [id, value] of fields) {
    if (!value) continue
    out.push(((id - previous) << 4) | wireType(value))
    if (value.kind !== 'boolean') write(out, value)
    previous = id
  }
  out.push(0)
}

function wireType(value: ThriftValue) {
  if (value.kind === 'boolean') return value.value ? 1 : 2
  return wireTypes[value.kind]
}

export function writeVarint(out: GrowingBytes, value: number) {
  let rest = value
  while (rest >= 128) {
    out.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  out.push(rest)
}
