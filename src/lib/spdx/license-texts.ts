import { createRequire } from 'node:module'
import { findSuccessor, isDeprecated } from './license-list.ts'
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
  if (!isDeprecated(id) || id === 'Net-SNMP') return id
  const successor = findSuccessor(id)
  return successor?.includes(' WITH ') ? successor : undefined
}

/** Approved by the OSI, then shorter, then by name: for texts that can't be told apart. */
function bySense(entries: Record<string, Entry>): (one: string, other: string) => number {
  const rank = (id: string) => (entries[id]?.osiApproved ? 0 : 1_000) + id.length
  return (one, other) => rank(one) - rank(other) || (one < other ? -1 : 1)
}

/** LGPL-3.0 comes with the text of the GPL, on which it builds: files often leave it out. */
const termsEnd =
  /^[ \t]*END OF (?:THE )?TERMS AND CONDITIONS\b.*$|^[ \t]*GNU GENERAL PUBLIC LICENSE\s+Version 3, 29 June 2007/im
const title = /^\s*(?:[^\n]*\S[^\n]*\n)+?[ \t]*\n/

function readText(text: string) {
  const titleEnd = endOfTitle(text)
  const afterTitle = text.slice(titleEnd)
  // Not at the very top, where GPL-3.0 itself has its title.
  const end = termsEnd.exec(afterTitle)
  const { words, offsets } = readWords(text)
  const bodyStart = firstAfter(offsets, titleEnd)
  return { words, bodyStart, bodyEnd: end ? firstAfter(offsets, titleEnd + end.index) : words.length }
}

/** A first paragraph that is no sentence and not all there is. */
function endOfTitle(text: string): number {
  const [paragraph] = title.exec(text) ?? []
  if (!paragraph || /[.:;,]\s*$/.test(paragraph)) return 0
  const { words } = readWords(paragraph)
  return words.length <= 14 && text.length > 4 * paragraph.length ? paragraph.length : 0
}

function firstAfter(offsets: Int32Array, offset: number): number {
  const index = offsets.findIndex(one => one >= offset)
  return index < 0 ? offsets.length : index
}
