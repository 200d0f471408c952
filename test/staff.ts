import { setTimeout as sleep } from 'node:timers/promises'
import { admitAccount } from '../src/access/admission/service.ts'
import { getStanding } from '../src/access/roles/service.ts'
import { startSession } from '../src/access/sign-in/service.ts'
import { createToken } from '../src/access/tokens/service.ts'
import { openApp } from '../src/app/app.ts'
import type { Context } from '../src/platform/context.ts'
import { createClient } from '../src/platform/http/client.ts'
import type { Reach } from '../src/platform/reach.ts'

export const origin = 'http://localhost'

interface Place {
  database?: string
  /** Where its data lies; in memory where none is told. */
  data?: string
  reach?: Reach
}

/** An office whose clock one sets, and people with roles in it who come in by session and by token. */
export async function openOfficeOfPeople({ database, data, reach }: Place = {}) {
  const clock = { now: new Date('2026-11-21T12:00:00Z') }
  const app = await openApp({
    data,
    now: () => clock.now,
    ...(database !== undefined && { database }),
    ...(reach && { reach }),
  })
  const admin = await app.localContext()

  /** What somebody may do, as the program itself asks. */
  async function contextOf(id: string, name = id): Promise<Context> {
    const { permissions, groups } = await getStanding(admin, id)
    return { ...admin, actor: { id, name, permissions, groups } }
  }

  async function browse(id: string) {
    const cookie = `ospo_session=${await startSession(admin, id)}`
    const fetch = (path: string, init: RequestInit = {}) =>
      app.fetch(
        new Request(origin + path, { redirect: 'manual', ...init, headers: { cookie, origin, ...init.headers } }),
      )
    return {
      /** As a browser does: a page of which a part is still being worked out is asked for again. */
      get: async (path: string) => {
        for (let tries = 0; tries < 300; tries++) {
          const answer = await fetch(path)
          const isPage = answer.headers.get('content-type')?.startsWith('text/html')
          if (!isPage || !(await answer.clone().text()).includes('data-unfinished')) return answer
          await sleep(50)
        }
        throw new Error(`${path} is never whole`)
      },
      post: (path: string, fields: Record<string, string> | FormData = {}) =>
        fetch(path, { method: 'POST', body: fields instanceof FormData ? fields : new URLSearchParams(fields) }),
    }
  }

  async function admit(name: string, role: string | null = 'member', by = admin) {
    const wanted = { name, login: name, email: null, locale: null, timeZone: null, externalId: null }
    const { account, invitation } = await admitAccount(by, wanted, role)
    const ctx = await contextOf(account.id, name)
    const token = await tokenOf(ctx)
    return {
      id: account.id,
      invitation,
      ctx,
      ...(await browse(account.id)),
      call: createClient(app.fetch, { token }),
      /** By token, as it is: without the client's checks. */
      ask: (method: string, path: string, body = '{}') =>
        app.fetch(
          new Request(origin + path, {
            method,
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            ...(method !== 'GET' && { body }),
          }),
        ),
    }
  }

  async function tokenOf(ctx: Context) {
    const permissions = [...ctx.actor.permissions]
    if (permissions.length === 0) return undefined
    const wanted = { name: 'test', permissions, days: 90 } as Parameters<typeof createToken>[1]
    return (await createToken(ctx, wanted)).secret
  }

  return { app, admin, clock, admit, browse, contextOf }
}

/** The code of the failure that something ends in. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    error => error.code ?? String(error),
  )
}
