import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context as Exchange } from 'hono'
import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { actorOf, getAdministrator } from '../access/accounts/service.ts'
import { createShippedGroups } from '../access/groups/service.ts'
import { system } from '../access/roles/service.ts'
import { createFirstLink, findActorOfSession } from '../access/sign-in/service.ts'
import { findActorOfToken } from '../access/tokens/service.ts'
import { updateShippedQuestionnaires } from '../health/surveys/forms/service.ts'
import type { Locale } from '../lib/text/text.ts'
import { type Actor, anonymous, type Context } from '../platform/context.ts'
import { openDatabase } from '../platform/db/database.ts'
import { openFacts } from '../platform/facts/open-facts.ts'
import { Failure } from '../platform/failure.ts'
import { apiPage } from '../platform/http/api-page.ts'
import { createClient } from '../platform/http/client.ts'
import type { Mount } from '../platform/http/mount.ts'
import { openapi } from '../platform/http/openapi.ts'
import { answerProblem, type ContextOf, createApi } from '../platform/http/router.ts'
import { requeueAbandoned } from '../platform/jobs/queue.ts'
import { startWorker } from '../platform/jobs/worker.ts'
import { noReach, type Reach } from '../platform/reach.ts'
import { version } from '../platform/version.ts'
import { localeOf } from '../platform/web/preferences.ts'
import { createSite } from '../platform/web/serve-pages.ts'
import { sessionOf } from '../platform/web/session-cookie.ts'
import { openZones } from '../platform/zones/open-zones.ts'
import { updateShipped } from '../requests/documents/service.ts'
import { features } from './features.ts'
import { databaseUrl, prepareDataFolder, type Settings } from './settings.ts'

export type App = Awaited<ReturnType<typeof openApp>>

interface Options extends Settings {
  now?: () => Date
  locale?: Locale
  reach?: Reach
}

/** Everything wired together: the server listens on `fetch`, the command line and the tests speak through `call`. */
export async function openApp({ now = () => new Date(), locale = 'en', ...settings }: Options) {
  if (settings.data !== undefined) prepareDataFolder(settings.data)
  const { db } = await openDatabase(databaseUrl(settings))
  // What keeps nothing has no folder until it needs one, shares it with nobody, and leaves none behind.
  const passing = join(tmpdir(), `ospo-${randomUUID()}`)
  const facts = openFacts(settings.data ?? passing, { memory: settings.factsMemory })
  const { reach = noReach, origin = reach.origin, identityProvider } = settings
  const inside = { db, facts, now, locale, zones: openZones(), reach: { ...reach, origin, identityProvider } }
  await createShippedGroups(inside)
  await updateShipped(inside)
  await updateShippedQuestionnaires(inside)
  const endpoints = features.flatMap(feature => feature.endpoints ?? [])
  const mounts = features.flatMap(feature => feature.mounts ?? [])
  const site = {
    pages: [...features.flatMap(feature => feature.pages ?? []), apiPage(endpoints)],
    forms: features.flatMap(feature => feature.forms ?? []),
  }

  async function contextOf(request: Request, actor?: Actor): Promise<Context> {
    return { ...inside, locale: localeOf(request, locale), actor: actor ?? (await whoAsks(request, inside)) }
  }

  /** Whoever is signed in: a form that another site sent has not been sent by them. */
  function anonymously(request: Request): Promise<Context> {
    return contextOf(request, anonymous)
  }

  /** Whoever can write in the data folder is its administrator. */
  async function localContext(): Promise<Context> {
    return { ...inside, actor: await actorOf(inside, await getAdministrator(inside)) }
  }

  function routerFor(contextOf: (request: Request) => Promise<Context>) {
    const router = new Hono()
    const serveMount = ({ path, answer }: Mount, contextOf: ContextOf) =>
      router.all(`${path}/*`, c => answer(c.req.raw, contextOf))
    for (const mount of mounts.filter(({ fromElsewhere }) => fromElsewhere)) serveMount(mount, anonymously)
    router.use(csrf())
    for (const mount of mounts.filter(({ fromElsewhere }) => !fromElsewhere)) serveMount(mount, contextOf)
    router.route('/', createApi(endpoints, contextOf))
    router.get('/api/openapi.json', c => c.json(openapi(endpoints, version, localeOf(c.req.raw, locale))))
    router.route('/', createSite({ ...site, version, contextOf }))
    router.onError((error, c: Exchange) =>
      answerProblem(c, error instanceof HTTPException ? fromElsewhere : error, { locale: localeOf(c.req.raw, locale) }),
    )
    return router
  }

  const local = routerFor(async request => ({ ...(await localContext()), locale: localeOf(request, locale) }))

  return {
    fetch: routerFor(contextOf).fetch,
    call: createClient(request => local.fetch(request), { locale }),
    createSignInLink: () => createFirstLink(inside),
    /** For the one process that works on this data; where several hosts share a database, leases tell them apart. */
    startWorker: async () => {
      if (settings.database === undefined) await requeueAbandoned(db, now())
      return startWorker(
        { ...inside, actor: system },
        features.flatMap(feature => feature.jobs ?? []),
      )
    },
    localContext,
    async close() {
      await db.destroy()
      facts.close()
      await rm(passing, { recursive: true, force: true })
    },
  }
}

async function whoAsks(request: Request, inside: Pick<Context, 'db' | 'now'>): Promise<Actor> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (bearer) return (await findActorOfToken(inside, bearer)) ?? anonymous
  const session = sessionOf(request)
  return (session && (await findActorOfSession(inside, session))) || anonymous
}

/** The one thing that Hono itself refuses here: a form whose origin is not ours. */
const fromElsewhere = new Failure('not-allowed', {
  en: 'This form was not sent from a page of this ospo: open the page here and send it again',
  zh: '此表单并非来自本 ospo 的页面：请在这里打开页面后重新提交',
})
