import { createHash } from 'node:crypto'
import { z } from 'zod'
import { unknownIds } from '../../lib/spdx/expression.ts'
import { parseExpression } from '../../lib/spdx/parse-expression.ts'
import type { Text } from '../../lib/text/text.ts'

export const ItemKind = z.enum(['webinar', 'talk', 'guide', 'case-study', 'template', 'paper', 'reference'])
export type ItemKind = z.infer<typeof ItemKind>

export const kindNames: Record<ItemKind, Text> = {
  webinar: { en: 'webinar', zh: '网络研讨会' },
  talk: { en: 'talk', zh: '演讲' },
  guide: { en: 'guide', zh: '指南' },
  'case-study': { en: 'case study', zh: '案例研究' },
  template: { en: 'template', zh: '模板' },
  paper: { en: 'paper', zh: '论文' },
  reference: { en: 'reference', zh: '参考资料' },
}

export const ItemState = z.enum(['draft', 'published', 'withdrawn'])
export type ItemState = z.infer<typeof ItemState>

export const stateNames: Record<ItemState, Text> = {
  draft: { en: 'draft', zh: '草稿' },
  published: { en: 'published', zh: '已发布' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
}

/** Who may read it once it is published: everybody, or those who are in the office. */
export const Audience = z.enum(['public', 'community'])
export type Audience = z.infer<typeof Audience>

export const audienceNames: Record<Audience, Text> = {
  public: { en: 'everybody', zh: '所有人' },
  community: { en: 'the community', zh: '社区成员' },
}

/** Letters and digits of any script: it is the item's address. */
export const ItemId = z
  .string()
  .regex(/^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}-]{0,79}$/u, 'letters, digits and - only')
  .refine(id => !['new', 'links', 'import', 'collections', 'files'].includes(id), 'taken by a page')

/** BCP 47: `en`, `zh`, `pt-BR`. */
export const LanguageTag = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'a language is like en, zh or pt-BR')

const Tag = z.string().trim().min(1).max(60)
const Address = z.url({ protocol: /^https?$/ }).max(2000)
const Day = z.iso.date()

export const Author = z.object({ name: z.string().trim().min(1).max(200), address: Address.nullable().default(null) })
export type Author = z.infer<typeof Author>

const License = z.string().trim().max(200).refine(isLicense, 'an SPDX license id, such as CC-BY-4.0')

export const LibraryItem = z.object({
  id: ItemId,
  kind: ItemKind,
  state: ItemState,
  audience: Audience,
  language: LanguageTag,
  title: z.string().trim().min(1).max(300),
  summary: z.string().max(2000),
  /** In Markdown. */
  body: z.string().max(400_000),
  /** Where it stands, or where its recording is. */
  address: Address.nullable(),
  authors: z.array(Author).max(50),
  license: License,
  /** To whom it is owed, where that is not just the authors. */
  attribution: z.string().max(500),
  /** When it was held or published where it comes from. */
  datedOn: Day.nullable(),
  /** When somebody last looked at the address and found it to say what it is cited for. */
  visitedOn: Day.nullable(),
  tags: z.array(Tag).max(30),
  contentHash: z.string(),
  /** The file that it was imported from. */
  origin: z.string().max(500).nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  publishedAt: z.string().nullable(),
})
export type LibraryItem = z.infer<typeof LibraryItem>

export const NewItem = LibraryItem.pick({ kind: true, title: true }).extend({
  /** Made of the title where none is given. */
  id: ItemId.optional(),
  audience: Audience.default('public'),
  language: LanguageTag.default('en'),
  summary: LibraryItem.shape.summary.default(''),
  body: LibraryItem.shape.body.default(''),
  address: LibraryItem.shape.address.default(null),
  authors: LibraryItem.shape.authors.default([]),
  license: License.default('CC-BY-4.0'),
  attribution: LibraryItem.shape.attribution.default(''),
  datedOn: LibraryItem.shape.datedOn.default(null),
  visitedOn: LibraryItem.shape.visitedOn.default(null),
  tags: LibraryItem.shape.tags.default([]),
  origin: LibraryItem.shape.origin.default(null),
})
export type NewItem = z.infer<typeof NewItem>

const Piece = z.object({ text: z.string(), hit: z.boolean() })

/** An item as a list shows it: in the reader's language where it was translated into that. */
export const ItemHit = LibraryItem.omit({ body: true, contentHash: true, origin: true, createdBy: true }).extend({
  /** In which language title and snippet are. */
  shownIn: LanguageTag,
  snippet: z.array(Piece),
  broken: z.boolean(),
})
export type ItemHit = z.infer<typeof ItemHit>

export const ItemList = z.object({ items: z.array(ItemHit), total: z.number() })
export type ItemList = z.infer<typeof ItemList>

export interface ItemSearch {
  text?: string | undefined
  kind?: ItemKind | undefined
  state?: ItemState | undefined
  tag?: string | undefined
  collection?: string | undefined
  /** Written in it, or translated into it. */
  language?: string | undefined
  limit: number
  offset: number
}

/** How much of the library somebody sees. */
export type Sight = 'public' | 'published' | 'all'

/** How far an item must be seen to be in somebody's sight. */
export const leastSeen: Record<Sight, number> = { all: 0, published: 1, public: 2 }

export const Collection = z.object({
  id: ItemId,
  title: z.strictObject({ en: z.string().trim().max(200), zh: z.string().trim().max(200) }),
  description: z.strictObject({ en: z.string().max(2000), zh: z.string().max(2000) }),
})
export type Collection = z.infer<typeof Collection>

export const CollectionSummary = Collection.extend({ items: z.number() })
export type CollectionSummary = z.infer<typeof CollectionSummary>

/** Of what a translation must keep up with. */
export function hashContent({ title, summary, body }: Pick<LibraryItem, 'title' | 'summary' | 'body'>): string {
  return createHash('sha256')
    .update(JSON.stringify([title, summary, body]))
    .digest('hex')
}

/** Where an item is read: inside of the office, or by everybody. */
export function pathOf(id: string, place: 'inside' | 'public' = 'inside'): string {
  return `${place === 'public' ? '/public' : ''}/library/${encodeURIComponent(id)}`
}

/** As it is cited with its license: title, author, source, license. */
export function attributionOf(item: Pick<LibraryItem, 'attribution' | 'authors'>): string {
  return item.attribution || item.authors.map(({ name }) => name).join(', ')
}

function isLicense(text: string) {
  const parsed = parseExpression(text)
  return parsed.ok && unknownIds(parsed.expression).length === 0
}
