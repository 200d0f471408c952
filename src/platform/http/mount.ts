import type { ContextOf } from './router.ts'

/** A protocol that others wrote, served below a path of its own: its shapes of answers and errors are its own, too. */
export interface Mount {
  /** `/scim/v2` */
  path: string
  permission: string
  /** Forms may come from other sites, or from programs: then nothing may go by who is signed in. */
  fromElsewhere?: true
  answer(request: Request, contextOf: ContextOf): Promise<Response>
}
