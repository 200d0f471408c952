import type { Parameter, Property } from './component.ts'
import { escapeText, unescapeText } from './text-value.ts'
import { formatUtc, isDuration, parseUtc } from './time-value.ts'

/** How a value stands in a property. Both ways undo each other. */
export interface Codec<Value> {
  write(value: Value): { value: string; parameters?: Parameter[] }
  /** Undefined when it cannot be read. */
  read(property: Property): Value | undefined
}

export const text: Codec<string> = {
  write: value => ({ value: escapeText(value) }),
  read: ({ value }) => unescapeText(value),
}

/** What must not be escaped: a URI, a rule. Spaces at its ends are nobody's intent. */
export const plain: Codec<string> = {
  write: value => ({ value }),
  read: ({ value }) => value.trim() || undefined,
}

/** A URI, which says so where the property could hold something else. */
export const typedUri: Codec<string> = {
  write: value => ({ value, parameters: [{ name: 'VALUE', values: ['URI'] }] }),
  read: plain.read,
}

/** A word that iCalendar or a register knows. */
export const word: Codec<string> = {
  write: value => ({ value: value.toUpperCase() }),
  read: ({ value }) => (/^[A-Z0-9-]+$/i.test(value.trim()) ? value.trim().toUpperCase() : undefined),
}

export const utc: Codec<string> = {
  write: value => ({ value: formatUtc(value) }),
  read: ({ value }) => parseUtc(value.trim()),
}

export const duration: Codec<string> = {
  write: value => ({ value: checkedDuration(value) }),
  read: ({ value }) => (isDuration(value.trim()) ? value.trim() : undefined),
}

/** RFC 7986 §5.7 asks for the type even though there is no other. */
export const typedDuration: Codec<string> = {
  write: value => ({ value: checkedDuration(value), parameters: [{ name: 'VALUE', values: ['DURATION'] }] }),
  read: duration.read,
}

export function integer(least: number, most: number): Codec<number> {
  return {
    write: value => ({ value: String(value) }),
    read: ({ value }) => {
      const number = /^[+-]?\d{1,10}$/.test(value.trim()) ? Number(value) : Number.NaN
      return number >= least && number <= most ? number : undefined
    },
  }
}

/** One word of several; what is none of them is not understood. */
export function oneOf<Word extends string>(words: readonly Word[]): Codec<Word> {
  return {
    write: value => ({ value }),
    read: ({ value }) => words.find(word => word === value.trim().toUpperCase()),
  }
}

function checkedDuration(value: string) {
  if (!isDuration(value)) throw new RangeError(`“${value}” is no duration, as PT1H30M is`)
  return value
}
