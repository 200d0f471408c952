import { findAdministrators } from '../../../access/roles/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import type { Context } from '../../../platform/context.ts'
import { closeDue } from '../decisions/service.ts'
import { news } from '../messages.ts'
import { roleName, Seat, type Term } from '../model.ts'
import { bothOf, getWorkingGroup } from '../service.ts'
import * as store from '../store.ts'

const day = 86_400_000
/** How many days ahead an end is told. */
const ahead = [30, 7]

/** Votes whose time is over, and terms that end. */
export async function watchGroups(ctx: Context) {
  await closeDue(ctx)
  const today = dayOf(ctx.now())
  const terms = (await store.findTerms(ctx.db, { day: today })).filter(({ role }) => Seat.safeParse(role).success)
  for (const term of terms) {
    const left = term.until === null ? undefined : (Date.parse(term.until) - Date.parse(today)) / day
    const notice = ahead.filter(days => left !== undefined && left <= days).at(-1)
    if (notice !== undefined) await tellOfEnd(ctx, term, terms, notice)
  }
}

/** Whose term it is and the others who lead; where nobody would be left to lead, also those who run the office. */
async function tellOfEnd(ctx: Context, term: Term, terms: readonly Term[], notice: number) {
  const { name } = await getWorkingGroup(ctx, term.group)
  const others = terms.filter(({ group, account }) => group === term.group && account !== term.account)
  const isLast = term.role === 'chair' && !others.some(({ role }) => role === 'chair')
  await notify(ctx, {
    to: [term.account, ...others.map(({ account }) => account), ...(isLast ? await findAdministrators(ctx) : [])],
    kind: 'working-group.term-ends',
    subject: news.termEnds(bothOf(name), term.name, roleName(term.role), term.until ?? ''),
    body: news.termEndsBody,
    link: `/working-groups/${term.group}`,
    key: `working-group.term-ends:${term.id}:${notice}`,
  })
}

function dayOf(date: Date) {
  return date.toISOString().slice(0, 10)
}
