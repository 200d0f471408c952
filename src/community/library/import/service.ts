import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import type { LibraryItem, NewItem } from '../model.ts'
import { addItem, changeItem, findItemOf, publishItem } from '../service.ts'
import { findItems } from '../store.ts'
import { findTranslation, publishTranslation, saveTranslation } from '../translations/service.ts'
import { type Reading, readDocument } from './read-document.ts'

export interface Outcome {
  /** The file, and the line where it has many. */
  path: string
  what: 'added' | 'changed' | 'same' | 'translated' | 'problem'
  id: string | null
  title: string
  problem: Text | null
}

export interface ImportOptions {
  files: readonly { path: string; text: string }[]
  /** Tells what would come of it, and changes nothing. */
  preview: boolean
  publish: boolean
}

/** One by one: what cannot be read holds up nothing else. Run again, it changes only what changed. */
export async function importFiles(ctx: Context, { files, ...how }: ImportOptions): Promise<Outcome[]> {
  const readings = files.flatMap(({ path, text }) => readDocument(path, text))
  // Translations go last: what they are of may come along.
  const ordered = [
    ...readings.filter(each => !('translation' in each)),
    ...readings.filter(each => 'translation' in each),
  ]
  const coming = new Set(readings.flatMap(each => ('item' in each ? [each.item.origin, each.item.id] : [])))
  const outcomes: Outcome[] = []
  for (const reading of ordered) outcomes.push(await importOne(ctx, reading, how, coming))
  return outcomes
}

type How = Omit<ImportOptions, 'files'>
type Coming = ReadonlySet<string | null | undefined>

async function importOne(ctx: Context, reading: Reading, how: How, coming: Coming): Promise<Outcome> {
  const { path } = reading
  try {
    if ('problem' in reading) return { path, what: 'problem', id: null, title: '', problem: reading.problem }
    return 'item' in reading
      ? await importItem(ctx, path, reading.item, how)
      : await importTranslation(ctx, reading, how, coming)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { en, zh } = error.text
    return { path, what: 'problem', id: null, title: '', problem: { en: `${path}: ${en}`, zh: `${path}：${zh}` } }
  }
}

async function importItem(ctx: Context, path: string, wanted: NewItem, { preview, publish }: How): Promise<Outcome> {
  const before = wanted.origin === null ? undefined : await findItemOf(ctx, wanted.origin)
  const told = { path, title: wanted.title, problem: null }
  if (!before) {
    const taken = wanted.id !== undefined && (await findItems(ctx.db, [wanted.id])).length > 0
    if (taken) throw isTaken(wanted.id ?? '')
    if (preview) return { ...told, what: 'added', id: wanted.id ?? null }
    const { id } = await addItem(ctx, wanted)
    if (publish) await publishItem(ctx, id)
    return { ...told, what: 'added', id }
  }
  const { id } = before
  if (isSame(before, wanted)) return { ...told, what: 'same', id }
  const { id: _, origin: __, ...change } = wanted
  if (!preview) await changeItem(ctx, id, change)
  return { ...told, what: 'changed', id }
}

async function importTranslation(
  ctx: Context,
  { path, translation, of }: Extract<Reading, { translation: unknown }>,
  { preview, publish }: How,
  coming: Coming,
): Promise<Outcome> {
  const told = { path, title: translation.title, problem: null }
  const item = 'id' in of ? (await findItems(ctx.db, [of.id]))[0] : await findItemOf(ctx, of.origin)
  if (!item) {
    if (preview && coming.has('id' in of ? of.id : of.origin)) return { ...told, what: 'translated', id: null }
    throw noSource('id' in of ? of.id : of.origin)
  }
  const before = await findTranslation(ctx, item, translation.language)
  const isKept = before && (['title', 'summary', 'body'] as const).every(name => before[name] === translation[name])
  if (isKept) return { ...told, what: 'same', id: item.id }
  if (!preview) {
    await saveTranslation(ctx, item.id, translation)
    if (publish) await publishTranslation(ctx, item.id, translation.language)
  }
  return { ...told, what: 'translated', id: item.id }
}

const compared = [
  'title',
  'kind',
  'audience',
  'language',
  'summary',
  'body',
  'address',
  'license',
  'attribution',
  'datedOn',
  'visitedOn',
] as const

function isSame(before: LibraryItem, wanted: NewItem) {
  const sorted = (tags: readonly string[]) => JSON.stringify([...new Set(tags)].sort())
  return (
    compared.every(name => before[name] === wanted[name]) &&
    JSON.stringify(before.authors) === JSON.stringify(wanted.authors) &&
    sorted(before.tags) === sorted(wanted.tags)
  )
}

function isTaken(id: string) {
  return new Failure('conflict', {
    en: `There is an item ${id} that came from elsewhere: give this one another id`,
    zh: `已有来源不同的条目 ${id}：请换一个编号`,
  })
}

function noSource(of: string) {
  return new Failure('not-found', {
    en: `It translates ${of}, which is not in the library`,
    zh: `原文 ${of} 不在资料库中`,
  })
}
