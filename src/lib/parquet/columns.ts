import { utf8Of } from '../text/utf8.ts'
import { ByteDictionary } from './dictionary.ts'
import { GrowingBytes, GrowingNumbers } from './growing.ts'
import { bitWidth, encodeHybrid, packBits } from './levels.ts'

/** parquet.thrift: Type, ConvertedType, Encoding. */
const boolean = 0
const int32 = 1
const int64 = 2
const byteArray = 6
const utf8 = 0
const listType = 3
const timestampMillis = 9
const int16 = 16
const plain = 0
const dictionaryCoded = 8

type Repetition = 'required' | 'optional' | 'repeated'

export interface SchemaNode {
  name: string
  repetition: Repetition
  type?: number
  convertedType?: number
  children?: SchemaNode[]
}

/** One column on the disk: where it stands in the schema, and its pages before compression. */
export interface Leaf {
  path: string[]
  type: number
  /** Values, with those that are null. */
  count: number
  encoding: number
  data: Buffer
  dictionary?: { size: number; page: Buffer }
}

/** A column of a table that is being built: as many rows as `append…` was called. */
export interface Column {
  readonly rows: number
  schema(): SchemaNode
  leaves(): Leaf[]
}

/** Values of which some may be null. */
class Presence {
  readonly #levels = new GrowingBytes()
  readonly isNullable: boolean

  constructor(isNullable: boolean) {
    this.isNullable = isNullable
  }

  get rows() {
    return this.#levels.length
  }

  get repetition(): Repetition {
    return this.isNullable ? 'optional' : 'required'
  }

  add(isPresent: boolean) {
    if (!isPresent && !this.isNullable) throw new TypeError('A required column holds no null')
    this.#levels.push(isPresent ? 1 : 0)
  }

  encode(): Buffer[] {
    return this.isNullable ? [withLength(encodeHybrid(this.#levels, 1))] : []
  }
}

/** Text, given as bytes or string. What is not valid UTF-8 is read as Latin-1. Values that recur are stored once. */
export class TextColumn implements Column {
  readonly name: string
  readonly #presence: Presence
  readonly #dictionary = new ByteDictionary()
  readonly #codes = new GrowingNumbers()

  constructor(name: string, { nullable = false } = {}) {
    this.name = name
    this.#presence = new Presence(nullable)
  }

  get rows() {
    return this.#presence.rows
  }

  get distinct() {
    return this.#dictionary.size
  }

  /** The number of the value in the order of first appearance. */
  appendBytes(bytes: Uint8Array, start = 0, end = bytes.length): number {
    const code = this.#dictionary.intern(bytes, start, end)
    this.#codes.push(code)
    this.#presence.add(true)
    return code
  }

  append(value: string | null) {
    if (value === null) this.#presence.add(false)
    else this.appendBytes(Buffer.from(value))
  }

  /** The value of that number. */
  valueOf(code: number): string {
    return utf8Of(this.#dictionary.key(code)).toString()
  }

  schema(): SchemaNode {
    return { name: this.name, repetition: this.#presence.repetition, type: byteArray, convertedType: utf8 }
  }

  leaves(): Leaf[] {
    const values = this.values()
    const data = Buffer.concat([...this.#presence.encode(), values.data])
    return [{ ...values, path: [this.name], count: this.rows, data }]
  }

  /** Without levels: a list brings its own. */
  values() {
    if (this.#dictionary.size * 2 > this.#codes.length) return this.#plainValues()
    const width = bitWidth(this.#dictionary.size)
    const data = Buffer.concat([Buffer.of(width), encodeHybrid(this.#codes, width)])
    const page = new GrowingBytes()
    for (let code = 0; code < this.#dictionary.size; code++) appendSized(page, this.#dictionary.key(code))
    const dictionary = { size: this.#dictionary.size, page: page.view() }
    return { type: byteArray, encoding: dictionaryCoded, data, dictionary }
  }

  #plainValues() {
    const out = new GrowingBytes()
    for (const code of this.#codes.view()) appendSized(out, this.#dictionary.key(code))
    return { type: byteArray, encoding: plain, data: out.view() }
  }
}

const numberTypes = {
  smallint: { type: int32, convertedType: int16 },
  integer: { type: int32 },
  bigint: { type: int64 },
  timestamp: { type: int64, convertedType: timestampMillis },
}

/** Whole numbers, exact up to 2 ** 53; a timestamp is milliseconds since 1970 in UTC. */
export class NumberColumn implements Column {
  readonly name: string
  readonly #kind: keyof typeof numberTypes
  readonly #presence: Presence
  readonly #values = new GrowingNumbers()

  constructor(name: string, kind: keyof typeof numberTypes, { nullable = false } = {}) {
    this.name = name
    this.#kind = kind
    this.#presence = new Presence(nullable)
  }

  get rows() {
    return this.#presence.rows
  }

  append(value: number | null) {
    this.#presence.add(value !== null)
    if (value !== null) this.#values.push(value)
  }

  schema(): SchemaNode {
    return { name: this.name, repetition: this.#presence.repetition, ...numberTypes[this.#kind] }
  }

  leaves(): Leaf[] {
    const { type } = numberTypes[this.#kind]
    const values = type === int64 ? int64s(this.#values.view()) : int32s(this.#values.view())
    const data = Buffer.concat([...this.#presence.encode(), values])
    return [{ path: [this.name], type, count: this.rows, encoding: plain, data }]
  }
}

export class BooleanColumn implements Column {
  readonly name: string
  readonly #values = new GrowingBytes()

  constructor(name: string) {
    this.name = name
  }

  get rows() {
    return this.#values.length
  }

  append(value: boolean) {
    this.#values.push(value ? 1 : 0)
  }

  schema(): SchemaNode {
    return { name: this.name, repetition: 'required', type: boolean }
  }

  leaves(): Leaf[] {
    const out = new GrowingBytes()
    packBits(out, this.#values, 1, this.rows)
    return [{ path: [this.name], type: boolean, count: this.rows, encoding: plain, data: out.view() }]
  }
}

/** A list of texts in each row; or, of several fields, a list of structs of texts. */
export class ListColumn<Field extends string> implements Column {
  readonly name: string
  readonly #fields: TextColumn[]
  readonly #isStruct: boolean
  readonly #repetition = new GrowingBytes()
  readonly #definition = new GrowingBytes()
  rows = 0

  constructor(name: string, fields?: readonly Field[]) {
    this.name = name
    this.#isStruct = fields !== undefined
    this.#fields = (fields ?? ['element']).map(field => new TextColumn(field))
  }

  /** Begins a row; `field(…).appendBytes` after each `addElement` fills it. */
  beginRow() {
    this.rows++
    this.#repetition.push(0)
    this.#definition.push(0)
  }

  addElement() {
    const last = this.#definition.length - 1
    const isFirst = this.#definition.at(last) === 0 && this.#repetition.at(last) === 0
    if (isFirst) this.#definition.set(last, 1)
    else {
      this.#repetition.push(1)
      this.#definition.push(1)
    }
  }

  field(index: number): TextColumn {
    return this.#fields[index] as TextColumn
  }

  schema(): SchemaNode {
    const children = this.#fields.map(field => field.schema())
    const element: SchemaNode[] = this.#isStruct ? [{ name: 'element', repetition: 'required', children }] : children
    const elements: SchemaNode = { name: 'list', repetition: 'repeated', children: element }
    return { name: this.name, repetition: 'required', convertedType: listType, children: [elements] }
  }

  leaves(): Leaf[] {
    const levels = [withLength(encodeHybrid(this.#repetition, 1)), withLength(encodeHybrid(this.#definition, 1))]
    return this.#fields.map(field => {
      const values = field.values()
      const path = [this.name, 'list', 'element', ...(this.#isStruct ? [field.name] : [])]
      return { ...values, path, count: this.#definition.length, data: Buffer.concat([...levels, values.data]) }
    })
  }
}

function withLength(bytes: Buffer) {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([length, bytes])
}

function appendSized(out: GrowingBytes, bytes: Buffer) {
  const valid = utf8Of(bytes)
  out.appendUint32(valid.length)
  out.append(valid)
}

function int32s(values: Float64Array) {
  return Buffer.from(Int32Array.from(values).buffer)
}

function int64s(values: Float64Array) {
  const out = new Int32Array(2 * values.length)
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    const high = Math.floor(value / 0x1_0000_0000)
    out[2 * index] = (value - high * 0x1_0000_0000) | 0
    out[2 * index + 1] = high
  }
  return Buffer.from(out.buffer)
}
