import type { Locale, Text } from '../../lib/text/text.ts'
import type { PresetName } from './model.ts'

/** What is to be told, in the language of its webhook. */
export interface Outgoing {
  /** The same for every try. */
  id: string
  event: string
  /** When it happened. */
  at: string
  data: object
  text: string
  /** Absolute. */
  link: string
  locale: Locale
  /** Of this try. */
  now: Date
  /** The latest first. */
  secrets: readonly string[]
}

interface Sending {
  body: string
  headers: Record<string, string>
  /** What its signature adds to the address. */
  query?: Record<string, string>
}

/** How a receiver wants to be told. */
export interface Preset {
  name: PresetName
  title: Text
  /** Whose secret signs: ours, one that the receiver gives, or none. */
  secret: 'ours' | 'theirs' | 'none'
  write(message: Outgoing): Sending
  /** Of an answer that says 200 and yet refuses: how it says so. */
  refusal?(answer: string): string | undefined
}

export const json = { 'content-type': 'application/json; charset=utf-8' }
