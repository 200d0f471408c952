import type { Context } from '../../platform/context.ts'
import { findDeskTimes, getRequestsOf, listRequests } from '../desk/service.ts'
import { getFormCalled, type VersionedForm } from '../forms/service.ts'
import { findGrants } from '../grants/service.ts'
import { measureGroups, measureRequests } from './measure-desk.ts'
import type { DeskNumbers, RegisterRow } from './model.ts'

export interface Register {
  form: VersionedForm
  rows: RegisterRow[]
  total: number
  names: Map<string, string>
}

interface Search {
  text?: string | undefined
  limit: number
  offset?: number | undefined
}

/** The requests of a form that whoever looks may see, with the answers that its register shows. */
export async function getRegister(ctx: Context, formName: string, search: Search): Promise<Register> {
  const form = await getFormCalled(ctx, formName)
  const { requests, total, names } = await listRequests(ctx, { ...search, form: form.id })
  const answers = await getRequestsOf(
    ctx,
    requests.map(({ number }) => number),
  )
  const grants = await findGrants(ctx, { requests: requests.map(({ number }) => number) })
  const rows = requests.map(({ number, title, requester, state, submittedAt, waitingOn }): RegisterRow => {
    const grant = grants.find(grant => grant.request === number && grant.state !== 'superseded')
    const given = answers.get(number) ?? {}
    return {
      number,
      title,
      requester,
      state,
      submittedAt,
      waitingOn: waitingOn.map(({ group, account }) => (account && names.get(account)) || group),
      answers: Object.fromEntries(form.register.map(id => [id, given[id] ?? null])),
      grant: grant ? { id: grant.id, state: grant.state, validUntil: grant.validUntil } : null,
    }
  })
  return { form, rows, total, names }
}

const year = 365 * 86_400_000

export async function getNumbers(ctx: Context): Promise<DeskNumbers> {
  const from = new Date(ctx.now().getTime() - year).toISOString()
  const { requests, steps } = await findDeskTimes(ctx, from)
  const forms = [...Map.groupBy(requests, ({ form }) => form)]
    .map(([form, own]) => ({ form, ...measureRequests(own) }))
    .sort((a, b) => b.handled - a.handled)
  return { from, all: measureRequests(requests), forms, groups: measureGroups(steps) }
}
