import type { ItemRecord } from '../../records.ts'
import { told } from '../../told.ts'

/** Answers tell a time in the second, what happened is told of when it was noticed. */
const sameMoment = 60_000

/**
 * Two tellings of one change request as one: the later counts, and what it leaves out is as the other says. Title, author and the
 * first time are of whichever knows. It is the later one itself where that leaves nothing out.
 */
export function fillChange(one: ItemRecord, other: ItemRecord): ItemRecord {
  const [earlier, later] = Date.parse(one.updatedAt) > Date.parse(other.updatedAt) ? [other, one] : [one, other]
  const missing = missingOf(later, earlier)
  return Object.keys(missing).length === 0 ? later : { ...later, ...missing }
}

function missingOf(later: ItemRecord, earlier: ItemRecord): Partial<ItemRecord> {
  const hasEnded = isSameMoment(later.closedAt, earlier.closedAt)
  const change = changeOf(later, earlier)
  return told<Partial<ItemRecord>>({
    title: later.title === '' && earlier.title !== '' ? earlier.title : undefined,
    url: later.url === undefined ? earlier.url : undefined,
    author: later.author.login === undefined && earlier.author.login !== undefined ? earlier.author : undefined,
    createdAt: Date.parse(earlier.createdAt) < Date.parse(later.createdAt) ? earlier.createdAt : undefined,
    isDraft: later.isDraft === undefined ? earlier.isDraft : undefined,
    closedBy: hasEnded && later.closedBy === undefined ? earlier.closedBy : undefined,
    mergedBy: hasEnded && later.mergedAt !== undefined && later.mergedBy === undefined ? earlier.mergedBy : undefined,
    change: change !== later.change ? change : undefined,
  })
}

function changeOf({ change: later, mergedAt }: ItemRecord, { change: earlier }: ItemRecord): ItemRecord['change'] {
  if (!earlier) return later
  const { mergeCommit, ...rest } = earlier
  const known = mergedAt === undefined || mergeCommit === undefined ? rest : { ...rest, mergeCommit }
  const isWhole = later && Object.keys(known).every(key => key in later)
  return isWhole ? later : { ...known, ...later }
}

function isSameMoment(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && Math.abs(Date.parse(one) - Date.parse(other)) <= sameMoment
}
