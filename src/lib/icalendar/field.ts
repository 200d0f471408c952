import type { Codec } from './codec.ts'
import type { Property } from './component.ts'
import { escapeText, splitTexts } from './text-value.ts'

/** Why a property is not taken over. */
type Misreading = 'bad-value' | 'twice' | 'too-many-values'

/** How a property and what it says in the model become each other. */
export interface Field<Item> {
  name: string
  write(item: Item): Property[]
  read(property: Property, item: Partial<Item>): Misreading | undefined
}

/** One that stands once. Of several, the first counts. */
export function single<Key extends string, Value>(
  name: string,
  key: Key,
  codec: Codec<Value>,
): Field<{ [key in Key]?: Value }> {
  return {
    name,
    write: item => (item[key] === undefined ? [] : [written(name, codec, item[key])]),
    read: (property, item) => {
      if (item[key] !== undefined) return 'twice'
      const value = codec.read(property)
      if (value === undefined) return 'bad-value'
      Object.assign(item, { [key]: value })
      return undefined
    },
  }
}

/** One that stands as often as there are values. */
export function several<Key extends string, Value>(
  name: string,
  key: Key,
  codec: Codec<Value>,
): Field<{ [key in Key]?: Value[] }> {
  return {
    name,
    write: item => (item[key] ?? []).map((value: Value) => written(name, codec, value)),
    read: (property, item) => {
      const value = codec.read(property)
      if (value === undefined) return 'bad-value'
      append(item, key, [value])
      return undefined
    },
  }
}

const listedAtMost = 10_000

/** Several that may be listed between commas. They are written one a line: some programs read the first one only. */
export function listed<Key extends string, Value>(
  name: string,
  key: Key,
  codec: Codec<Value>,
): Field<{ [key in Key]?: Value[] }> {
  return {
    ...several(name, key, codec),
    read: (property, item) => {
      const parts = property.value.split(',', listedAtMost + 1)
      if (parts.length + (item[key]?.length ?? 0) > listedAtMost) return 'too-many-values'
      const values = parts.map(value => codec.read({ ...property, value }))
      const read = values.filter(value => value !== undefined)
      append(item, key, read)
      return read.length < values.length ? 'bad-value' : undefined
    },
  }
}

/** Texts of one property, between commas. */
export function texts<Key extends string>(name: string, key: Key): Field<{ [key in Key]?: string[] }> {
  return {
    name,
    write: item => {
      const all = item[key] ?? []
      return all.length === 0 ? [] : [{ name, parameters: [], value: all.map(escapeText).join(',') }]
    },
    read: (property, item) => {
      append(item, key, splitTexts(property.value))
      return undefined
    },
  }
}

function written<Value>(name: string, codec: Codec<Value>, value: Value): Property {
  return { name, parameters: [], ...codec.write(value) }
}

function append(item: object, key: string, values: unknown[]) {
  if (values.length === 0) return
  const before = (item as Record<string, unknown[] | undefined>)[key]
  // In place: a series may call off thousands of occurrences, one a line.
  if (before) for (const value of values) before.push(value)
  else Object.assign(item, { [key]: values })
}
