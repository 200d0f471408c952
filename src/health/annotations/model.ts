import { z } from 'zod'

const Day = z.iso.date('a day as YYYY-MM-DD')

/** What happened on a day, for who looks at a curve. */
export const Annotation = z.object({
  id: z.string(),
  /** Null: of the whole office. */
  project: z.string().nullable(),
  day: z.string(),
  title: z.string(),
  body: z.string(),
  createdAt: z.string(),
  /** Of an account. */
  createdBy: z.string(),
})
export type Annotation = z.infer<typeof Annotation>

export const NewAnnotation = z.object({
  project: z.string().max(200).nullable().default(null),
  day: Day,
  title: z.string().trim().min(1).max(200),
  body: z.string().trim().max(2000).default(''),
})
export type NewAnnotation = z.infer<typeof NewAnnotation>

export const AnnotationChange = NewAnnotation.omit({ project: true }).partial()
export type AnnotationChange = z.input<typeof AnnotationChange>

export const AnnotationSearch = z.object({
  /** Those of the project and of the whole office; all there are where it is left out. */
  project: z.string().max(200).optional(),
  /** First day. */
  from: Day.optional(),
  /** First day after. */
  to: Day.optional(),
})
export type AnnotationSearch = z.infer<typeof AnnotationSearch>
