import { z } from 'zod'

/** What the desk is run by, written in YAML: its forms, its policies, and its calendar. */
export const DocumentKind = z.enum(['form', 'policy', 'calendar'])
export type DocumentKind = z.infer<typeof DocumentKind>

export const DeskDocument = z.object({
  kind: DocumentKind,
  id: z.string(),
  /** From 1. A request keeps the versions that it was asked and decided by. */
  version: z.number(),
  source: z.string(),
  /** One that is not active is offered to nobody and decides nothing. */
  active: z.boolean(),
  /** `shipped` ones follow the program; those of the `office` stay as they are. */
  origin: z.enum(['shipped', 'office']),
  createdAt: z.string(),
  createdBy: z.string(),
})
export type DeskDocument = z.infer<typeof DeskDocument>
