import { createRequire } from 'node:module'
import { findSuccessor, isDeprecated } from './license-list.ts'
import { withoutParties } from './license-parties.ts'
import { readWords } from './license-words.ts'

/** One official text, of all the ids that share it word for word. */
export interface OfficialText {
  /**
   * What it says, the most sensible first: ids, or `id WITH exception` for a text that holds but an exception. The GNU
   * licenses are the same text for `-only` and `-or-later`: what the text alone says is the former.
   */
  expressions: string[]
  words: Int32Array
  /** Where the title, which may be missing, ends and the license begins. */
  bodyStart: number
  /** Where the license ends; what follows (how to apply it, a sample notice) may be missing. */
  bodyEnd: number
}

type Entry = { name: string; osiApproved: boolean; licenseText: string }

/** Reads the texts of the SPDX License List, 5 MB: only when called. */
export function readOfficialTexts(): OfficialText[] {
  const entries: Record<string, Entry> = createRequire(import.meta.url)('spdx-license-list/full')
  const texts = new Map<string, OfficialText>()
  for (const id of Object.keys(entries).sort(bySense(entries))) {
    const expression = expressionFor(id)
    if (!expression) continue
    const text = readText(entries[id]?.licenseText ?? '')
    const key = text.words.join()
    const same = texts.get(key)
    if (same) same.expressions.push(expression)
    else texts.set(key, { expressions: [expression], ...text })
  }
  return [...texts.values()]
}

/** Deprecated ids are not offered: their text is a current id's, or that of an exception (`GPL-2.0-with-…`). */
function expressionFor(id: string): string | undefined {
  if (id.endsWith('+')) return undefined
  if (!isDeprecated(id)) return id
  const successor = findSuccessor(id)
  return successor?.includes(' WITH ') ? successor : undefined
}

/** Approved by the OSI, then shorter, then by name: for texts that can't be told apart. */
function bySense(entries: Record<string, Entry>): (one: string, other: string) => number {
  const rank = (id: string) => (entries[id]?.osiApproved ? 0 : 1_000) + id.length
  return (one, other) => rank(one) - rank(other) || (one < other ? -1 : 1)
}

/** After LGPL-3.0 comes the GPL, on which it builds, and after BUSL-1.1 what its author asks of those who use its text. */
const termsEnd =
  /^[ \t]*(?:END OF (?:THE )?TERMS AND CONDITIONS\b|GNU GENERAL PUBLIC LICENSE\s+Version 3, 29 June 2007|MariaDB hereby grants you permission)/im
/** What stands above it in CC0-1.0, and is often left out, is about Creative Commons. */
const termsStart = /^Statement of Purpose$/m
/** Longer first paragraphs are no titles. */
const longestTitle = 200

function readText(text: string) {
  const start = Math.max(endOfTitle(text), text.search(termsStart))
  // Not at the very top, where GPL-3.0 itself has its title.
  const end = text.slice(start).search(termsEnd)
  const { words, offsets } = withoutParties(readWords(text))
  const bodyEnd = end < 0 ? words.length : firstAfter(offsets, start + end)
  return { words, bodyStart: firstAfter(offsets, start), bodyEnd }
}

/** A first paragraph that is no sentence and not all there is. */
function endOfTitle(text: string): number {
  const start = text.search(/\S/)
  const end = text.slice(0, start + longestTitle).search(/(?<=\S[^\n]*)\n[ \t]*\n/)
  const title = text.slice(0, end)
  if (end < 0 || text.length < 4 * end || /[.:;,]\s*$/.test(title)) return 0
  return readWords(title).words.length <= 14 ? end : 0
}

function firstAfter(offsets: Int32Array, offset: number): number {
  const index = offsets.findIndex(one => one >= offset)
  return index < 0 ? offsets.length : index
}
