import { z } from 'zod'
import { MetricParameters } from '../metrics/model.ts'

export const BadgeId = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/, 'a word of a-z, 0-9 and -')

const Flag = z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')])

/** Whose deeds count is the office’s to show; one person’s numbers are no badge. */
const names = MetricParameters.omit({ from: true, to: true, person: true, groupBy: true, rowsFrom: true }).keyof()

export const badgeParameters: readonly string[] = names.options

const fields = {
  /** Null: of all projects together. */
  project: z.string().max(200).nullable().default(null),
  metric: z.string().max(200),
  /** Of the period that ends today; null: of all time. */
  days: z.coerce.number().int().min(1).max(36_500).nullable().default(null),
  /** What is left out is as usual. */
  parameters: z.partialRecord(names, z.union([z.string().max(1000), z.number(), z.boolean()])).default({}),
  /** In place of the name of the metric. */
  label: z.string().trim().max(60).default(''),
  /** From here on it is good, and from there on poor; which of them is larger says which way is better. */
  good: z.coerce.number().nullable().default(null),
  poor: z.coerce.number().nullable().default(null),
  /** Whether whoever has the address sees it, or only who may see the office. */
  isPublic: Flag.default(false),
}

const bothOrNone = [
  ({ good, poor }: { good: number | null; poor: number | null }) =>
    (good === null) === (poor === null) && (good === null || good !== poor),
  'good and poor are told both, and differ; or none is',
] as const

export const NewBadge = z.object(fields).refine(...bothOrNone)
export type NewBadge = z.output<typeof NewBadge>

export const badgeFields = z.object(fields)

export const Badge = z.object({ ...fields, id: BadgeId, createdAt: z.string(), createdBy: z.string() })
export type Badge = z.infer<typeof Badge>

/** Below it badges are seen without signing in, where the office allows it. */
export const badgesPath = '/public/badges'

export function addressOfBadge({ id }: Pick<Badge, 'id'>): string {
  return `${badgesPath}/${id}.svg`
}
