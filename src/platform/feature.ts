import type { Command } from './cli/command.ts'
import type { Endpoint } from './http/endpoint.ts'
import type { Mount } from './http/mount.ts'
import type { JobKind } from './jobs/job.ts'
import type { Form, Page } from './web/page.ts'

/** What a feature adds to the app. */
export interface Feature {
  // biome-ignore lint/suspicious/noExplicitAny: a list of endpoints of many types
  endpoints?: Endpoint<any, any>[]
  mounts?: Mount[]
  commands?: Command[]
  pages?: Page[]
  forms?: Form[]
  jobs?: JobKind[]
}
