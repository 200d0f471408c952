import { actorOf } from '../src/access/accounts/service.ts'
import { startSession } from '../src/access/sign-in/service.ts'
import { createToken } from '../src/access/tokens/service.ts'
import type { App } from '../src/app/app.ts'
import type { Context } from '../src/platform/context.ts'
import { keep, type Staff, use } from './desk-data.ts'
import { inTurns, type Print, time } from './measure.ts'

const rounds = 30
const rowsOnAPage = 20

/** By who looks: one who runs the desk, one who sees all, one who sees what their group is asked, one who asks. */
const pagesOf: Record<'officer' | 'reviewer' | 'expert' | 'member', string[]> = {
  officer: [
    '/requests?view=waiting',
    '/requests?view=all',
    '/requests?view=all&page=200',
    '/requests?view=all&text=package-7',
    '/requests?view=all&text=nowhere',
    '/requests?view=all&form=use-component&state=open',
    '/requests?view=all&state=held',
    '/requests?view=all&subject=pkg:npm/package-8',
    '/requests/{open}',
    '/requests/{approved}',
    '/grants',
    '/grants?page=200',
    '/grants?text=package-8',
    '/grants?view=expiring',
    '/grants?permits=use&state=active',
    '/requests/new',
    '/requests/new/use-component',
    '/requests/new/use-component?subject=pkg:npm/package-8@1.0.0',
    '/requests/new/advice',
    '/api/requests?limit=1000',
    '/api/grants?limit=1000',
  ],
  reviewer: ['/requests?view=waiting', '/requests?view=all', '/requests?view=all&text=package-7', '/requests/{open}'],
  expert: ['/requests?view=waiting', '/requests?view=all', '/requests?view=all&text=package-7', '/requests/{asked}'],
  member: ['/requests', '/requests?text=package', '/requests?view=all&state=refused', '/grants', '/requests/{own}'],
}

/** What a page must have many rows of, or it is measured on nothing. */
const rowLinks = [
  [/^\/requests(\?view=(waiting|all)(&page=\d+|&text=package-7)?)?$/, /<tr>.*?href="\/requests\/\d+"/gs],
  [/^\/grants(\?(page|text|permits).*)?$/, /<tr>.*?href="\/grants\/[\w-]+"/gs],
] as const

export async function measurePages(app: App, ctx: Context, staff: Staff, print: Print) {
  const numbers = await numbersFor(ctx, staff)
  for (const who of ['officer', 'reviewer', 'expert', 'member'] as const) {
    const headers = { cookie: `ospo_session=${await startSession(ctx, staff[who])}` }
    for (const page of pagesOf[who]) {
      const path = page.replace(/\{(\w+)\}/, (_, which: keyof typeof numbers) => String(numbers[which]))
      requireRows(page, await fetchText(app, path, { headers }))
      const [ours = 0] = await inTurns(5, () => time(() => fetchText(app, path, { headers })))
      print({ what: `${who} ${page}`, ours, target: 200, unit: 'ms' })
    }
  }
}

function requireRows(page: string, body: string) {
  for (const [path, link] of rowLinks) {
    const rows = path.test(page) ? (body.match(link) ?? []).length : rowsOnAPage
    if (rows < rowsOnAPage) throw new Error(`${page} has only ${rows} rows`)
  }
}

async function numbersFor({ db }: Context, { expert, member }: Staff) {
  const tables = db.withTables<{
    request: { number: number; state: string; requester_id: string }
    review: { request_number: number; group_id: string }
  }>()
  const newest = tables.selectFrom('request').select('number').orderBy('number', 'desc')
  const of = async (state: string) => (await newest.where('state', '=', state).executeTakeFirstOrThrow()).number
  const own = await newest.where('requester_id', '=', member).executeTakeFirstOrThrow()
  const asked = await newest
    .innerJoin('review', 'request_number', 'number')
    .where('group_id', '=', 'architecture')
    .where('requester_id', '!=', expert)
    .executeTakeFirstOrThrow()
  return { open: await of('open'), approved: await of('approved'), asked: asked.number, own: own.number }
}

/** From the HTTP request to the answer: facts gathered, decided, granted, written down, told, committed on the disk. */
export async function measureAsking(app: App, ctx: Context, { member }: Staff, print: Print) {
  const fresh = Array.from({ length: rounds }, (_, i) => use(i, 0, 'MIT', 'fresh'))
  await keep(ctx.db, 'fresh', fresh, ctx.now())
  const asking = { ...ctx, actor: await actorOf(ctx, { id: member, name: 'Member' }) }
  const { secret } = await createToken(asking, { name: 'bench', permissions: ['requests.ask'], days: 1 })
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const answers = { product: 'large', kind: 'component', distribution: 'internal', modified: false, critical: false }
  const subjects = fresh.map(({ purl }) => purl).values()
  const [ours = 0] = await inTurns(rounds, async () => {
    const body = JSON.stringify({ form: 'use-component', subject: subjects.next().value, answers })
    let answer = ''
    const ms = await time(async () => {
      answer = await fetchText(app, '/api/requests', { method: 'POST', headers, body })
    })
    const { request, grants } = JSON.parse(answer)
    if (request.state !== 'approved' || grants.length !== 1) throw new Error(`not decided by a rule: ${answer}`)
    return ms
  })
  print({ what: 'a request that a rule decides', ours, target: 50, unit: 'ms' })
}

async function fetchText(app: App, path: string, init: RequestInit): Promise<string> {
  const answer = await app.fetch(new Request(`http://localhost${path}`, init))
  const body = await answer.text()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${body.slice(0, 500)}`)
  return body
}
