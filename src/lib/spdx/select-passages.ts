import type { Passage } from './find-passages.ts'
import type { OfficialText } from './license-texts.ts'
import { alignWords } from './word-alignment.ts'

/** A passage with what it is taken for, its title and appendix in it where they are there. */
export interface Selection {
  /** The first is as good a guess as any of the others. */
  officials: OfficialText[]
  from: number
  to: number
  /** Without title and appendix. */
  passage: Passage
}

/** Share of a passage that another one may cover: a sentence that ends the one and begins the other. */
const overlapShare = 0.1
/** Share of the words of a title or an appendix that may differ, and the most at all. */
const looseShare = 0.34
const looseLimit = 120

/** The weightiest of the passages that overlap, in the order in which they stand in the text. */
export function selectPassages(
  texts: readonly OfficialText[],
  words: Int32Array,
  passages: readonly Passage[],
): Selection[] {
  const groups: Passage[][] = []
  for (const passage of passages) {
    const group = groups.find(([best]) => best && overlap(best, passage) > overlapShare)
    if (!group) groups.push([passage])
    else if (isTied(group, passage)) group.push(passage)
  }
  const selections = groups.flatMap(([best, ...others]) => (best ? [select(texts, words, [best, ...others])] : []))
  const notInAppendix = selections.filter(one => !selections.some(other => other !== one && contains(other, one)))
  return notInAppendix.sort((one, other) => one.from - other.from)
}

function overlap(one: Passage, other: Passage): number {
  const common = Math.min(one.to, other.to) - Math.max(one.from, other.from)
  return common / Math.min(one.to - one.from, other.to - other.from)
}

function isTied([best]: readonly Passage[], { weight, from }: Passage): boolean {
  return best !== undefined && best.weight === weight && best.from === from
}

/** Where the license alone can't tell, the title may. */
function select(texts: readonly OfficialText[], words: Int32Array, group: readonly [Passage, ...Passage[]]): Selection {
  const candidates = group.flatMap(passage => {
    const official = texts[passage.text]
    return official ? [{ official, passage, titleWords: titleBefore(official, words, passage) }] : []
  })
  const longestTitle = Math.max(...candidates.map(({ titleWords }) => titleWords))
  const best = candidates.filter(({ titleWords }) => titleWords === longestTitle)
  const [passage] = group
  return {
    officials: [...new Set(best.map(({ official }) => official))],
    from: passage.from - longestTitle,
    to: passage.to + Math.max(...best.map(({ official }) => appendixAfter(official, words, passage.to))),
    passage,
  }
}

function titleBefore({ words: official, bodyStart }: OfficialText, words: Int32Array, { from }: Passage): number {
  const alignment = alignWords(
    { words: official, from: bodyStart - 1, length: bodyStart, step: -1 },
    { words, from: from - 1, length: from, step: -1 },
    Math.floor(bodyStart * looseShare),
  )
  return alignment?.used ?? 0
}

function appendixAfter({ words: official, bodyEnd }: OfficialText, words: Int32Array, to: number): number {
  const length = official.length - bodyEnd
  const alignment = alignWords(
    { words: official, from: bodyEnd, length, step: 1 },
    { words, from: to, length: words.length - to, step: 1 },
    Math.min(looseLimit, Math.floor(length * looseShare)),
  )
  return alignment?.used ?? 0
}

function contains(outer: Selection, inner: Selection): boolean {
  return outer.from <= inner.from && outer.to >= inner.to
}
