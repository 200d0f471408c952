import type { Resource } from '../../lib/scim/attribute.ts'

/** What a client asks of a list (RFC 7644, 3.4.2). */
export interface ListQuery {
  filter: string | undefined
  /** From 1. */
  startIndex: number
  count: number
}

export interface ResourceList {
  total: number
  startIndex: number
  resources: Resource[]
}

/** The most that one answer lists. */
export const mostResults = 200

/** Where a write begins: the resource as the client knows it, or anything. */
export type Precondition = (version: string) => void
