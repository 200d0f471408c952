import { findAccountCalled } from '../../../access/accounts/service.ts'
import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import type { Form, FormInput } from '../../../platform/web/page.ts'
import { LocalTime, type OccurrenceId } from '../series/model.ts'
import { answerRsvp, changeOccurrence, getOccurrence, linkTo } from '../series/service.ts'
import { NewStatement } from './model.ts'
import * as service from './service.ts'

export const rsvpForm = formAt('rsvp', (ctx, id, form) =>
  answerRsvp(ctx, id, form.get('answer') === 'yes' ? 'yes' : 'no'),
)

export const statementForm = formAt('statements', async (ctx, id, form) => {
  const said = NewStatement.safeParse({
    ...Object.fromEntries(form),
    attributedTo: textOf(form, 'attributedTo') || null,
  })
  if (!said.success) throw badInput
  await service.addStatement(ctx, id, said.data)
})

export const removeStatementForm = formAt('statements/remove', (ctx, id, form) =>
  service.deleteStatement(ctx, id, textOf(form, 'statement')),
)

export const rosterForm = formAt('roster', async (ctx, id, form) => {
  const name = textOf(form, 'name')
  if (name === '') throw badInput
  const [email, employer, role] = ['email', 'employer', 'role'].map(field => textOf(form, field) || null)
  await service.addToRoster(ctx, id, { name, email: email ?? null, employer: employer ?? null, role: role ?? null })
})

export const allowNameForm = formAt('name/allow', (ctx, id) => service.allowName(ctx, id))
export const withdrawNameForm = formAt('name/withdraw', (ctx, id) => service.withdrawName(ctx, id))

export const actionForm = formAt('actions', async (ctx, id, form) => {
  const owner = textOf(form, 'owner')
  const account = owner ? await findAccountCalled(ctx, owner) : undefined
  const text = textOf(form, 'text')
  if (text === '' || (owner && !account)) throw badInput
  await service.addAction(ctx, id, { text, owner: account?.id ?? null, dueOn: textOf(form, 'dueOn') || null })
})

export const actionDoneForm = formAt('actions/done', (ctx, id, form) =>
  service.finishAction(ctx, id, textOf(form, 'action'), form.get('done') === 'yes'),
)

export const actionRemoveForm = formAt('actions/remove', (ctx, id, form) =>
  service.removeAction(ctx, id, textOf(form, 'action')),
)

export const prepareForm = formAt('prepare', (ctx, id, form) =>
  service.prepareMinutes(ctx, id, textOf(form, 'attribution')),
)
export const publishForm = formAt('publish', (ctx, id) => service.publishMinutes(ctx, id))

export const changeForm = formAt('change', async (ctx, id, form) => {
  const { occurrence } = await getOccurrence(ctx, id)
  const start = LocalTime.safeParse(textOf(form, 'start').slice(0, 16))
  if (!start.success) throw badInput
  const [en, zh] = [textOf(form, 'note.en'), textOf(form, 'note.zh')]
  await changeOccurrence(ctx, id, {
    start: start.data === id.recurrenceId ? null : start.data,
    minutes: null,
    title: null,
    agenda: occurrence.isChanged ? occurrence.agenda : null,
    status: form.get('cancelled') === 'yes' ? 'cancelled' : 'planned',
    note: en || zh ? { en, zh } : null,
  })
})

type Work = (ctx: Context, id: OccurrenceId, form: FormData) => Promise<unknown>

/** What is done to one meeting leads back to it. */
function formAt(path: string, work: Work): Form {
  return {
    path: `/sessions/{id}/${path}`,
    permission: 'community.read',
    async submit(ctx: Context, { params, form }: FormInput) {
      const id = service.requireId(params['id'] ?? '')
      await work(ctx, id, form)
      return { redirect: linkTo(id) }
    },
  }
}

function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '')
    .trim()
    .slice(0, 5000)
}

const badInput = new Failure('invalid-input', {
  en: 'Something is missing or does not fit: people are named by sign-in name or e-mail, times as 2026-12-03T17:00',
  zh: '有内容缺失或不符合要求：人员请填登录名或邮箱，时间格式如 2026-12-03T17:00',
})
