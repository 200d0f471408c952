import { Failure } from '../../platform/failure.ts'
import type { Form } from '../../platform/web/page.ts'
import { withdraw } from './asking/service.ts'
import { AnswerKind, NewAnswer } from './model.ts'
import { announce, answerReview, reassign, returnToRequester } from './reviewing/service.ts'
import { comment, getRequestView, rate, tick } from './service.ts'

export const answerReviewForm: Form = {
  path: '/reviews/{review}/answer',
  permission: 'requests.ask',
  async submit(ctx, { params: { review = '' }, form }) {
    const answer = AnswerKind.safeParse(form.get('answer'))
    if (!answer.success) throw noAnswer
    const scores = [...form].flatMap(([name, value]) =>
      name.startsWith('score.') && value !== '' ? [[name.slice(6), Number(value)]] : [],
    )
    const given = NewAnswer.parse({
      answer: answer.data,
      reason: textOf(form, 'reason'),
      ticks: form.getAll('tick').map(String),
      ...(scores.length > 0 && { scores: Object.fromEntries(scores) }),
      ...(form.has('actingFor') && { actingFor: textOf(form, 'actingFor') }),
    })
    const { number } = await answerReview(ctx, review, given)
    return { redirect: `/requests/${number}` }
  },
}

export const reassignReviewForm: Form = {
  path: '/reviews/{review}/reassign',
  permission: 'requests.ask',
  async submit(ctx, { params: { review = '' }, form }) {
    const { request } = await reassign(ctx, review, textOf(form, 'to'), textOf(form, 'why'))
    // Whoever hands it over may not see it any more.
    return { redirect: ctx.actor.permissions.has('requests.read') ? `/requests/${request}` : '/requests?view=waiting' }
  },
}

export const returnReviewForm: Form = {
  path: '/reviews/{review}/return',
  permission: 'requests.ask',
  async submit(ctx, { params: { review = '' }, form }) {
    const { number } = await returnToRequester(ctx, review, textOf(form, 'question'))
    return { redirect: `/requests/${number}` }
  },
}

export const withdrawForm: Form = {
  path: '/requests/{number}/withdraw',
  permission: 'requests.ask',
  async submit(ctx, { params, form }) {
    const { number } = await withdraw(ctx, numberOf(params), textOf(form, 'why'))
    return { redirect: `/requests/${number}` }
  },
}

export const announceForm: Form = {
  path: '/requests/{number}/announce',
  permission: 'requests.manage',
  async submit(ctx, { params }) {
    const { number } = await announce(ctx, numberOf(params))
    return { redirect: `/requests/${number}` }
  },
}

export const commentForm: Form = {
  path: '/requests/{number}/comments',
  permission: 'requests.ask',
  async submit(ctx, { params, form }) {
    await comment(ctx, numberOf(params), textOf(form, 'text'))
    return { redirect: `/requests/${numberOf(params)}` }
  },
}

export const rateForm: Form = {
  path: '/requests/{number}/rating',
  permission: 'requests.ask',
  async submit(ctx, { params, form }) {
    const stars = Number(form.get('stars'))
    if (!Number.isInteger(stars) || stars < 1 || stars > 5) throw noAnswer
    const { number } = await rate(ctx, numberOf(params), stars, textOf(form, 'note'))
    return { redirect: `/requests/${number}` }
  },
}

/** One list as a whole: what is ticked now is done, what is not is not. */
export const tickForm: Form = {
  path: '/requests/{number}/ticks',
  permission: 'requests.ask',
  async submit(ctx, { params, form }) {
    const number = numberOf(params)
    const { checklists, ticks } = await getRequestView(ctx, number)
    const wanted = new Set(form.getAll('tick').map(String))
    const done = new Set(ticks.map(({ item }) => item))
    const items = checklists.find(({ list }) => list.id === form.get('list'))?.items ?? []
    for (const { key } of items) if (wanted.has(key) !== done.has(key)) await tick(ctx, number, key, wanted.has(key))
    return { redirect: `/requests/${number}` }
  },
}

function numberOf(params: Record<string, string>) {
  return Number(params['number']) || 0
}

function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '').slice(0, 20_000)
}

const noAnswer = new Failure('invalid-input', { en: 'Choose one of the answers', zh: '请选择一个答复' })
