import { getAccount } from '../../../../access/accounts/service.ts'
import type { Text } from '../../../../lib/text/text.ts'
import { utc } from '../../../../lib/zones/utc.ts'
import type { Zone } from '../../../../lib/zones/zone.ts'
import type { Context } from '../../../../platform/context.ts'
import { listWaitingForMe } from '../../../../requests/desk/service.ts'
import { findAnswerDeadlines, findCallDeadlines } from '../../../proposals/deadlines/service.ts'
import { findOwnDue, findPublicDue } from '../../../working-groups/deliverables/service.ts'
import { formatOccurrenceId } from '../../series/model.ts'
import { findOwnActions } from '../../sessions/service.ts'
import type { Due } from '../build-feed.ts'
import { dues as words } from '../messages.ts'

interface Span {
  from: Date
  to: Date
}

/** For everybody: until when calls take proposals, and what published groups mean to bring; of one group, only this. */
export async function findPublicDues(ctx: Context, { from, to }: Span, group?: string): Promise<Due[]> {
  const days = { from: dayOf(from), to: dayOf(to) }
  const deliverables = await findPublicDue(ctx, { ...days, ...(group !== undefined && { group }) })
  const calls = group === undefined ? await findCallDeadlines(ctx, from.toISOString()) : []
  return [
    ...calls.map(({ call, title, at, zone, revision }) => ({
      key: `cfp/${call}`,
      summary: words.call(bothOf(title)),
      description: nothing,
      path: `/public/cfp/${call}`,
      until: { at, zone: ctx.zones.getZone(zone) },
      sequence: revision,
    })),
    ...deliverables.map(({ id, title, dueOn, group, groupName }) => ({
      key: `deliverable/${id}`,
      summary: words.deliverable(bothOf(title), bothOf(groupName)),
      description: nothing,
      path: `/public/groups/${group}`,
      until: { day: dueOn ?? '' },
    })),
  ]
}

/** What whoever looks is to do: answers, reviews, deliverables and actions that are theirs. */
export async function findOwnDues(ctx: Context, { from, to }: Span): Promise<Due[]> {
  const zone = await findOwnZone(ctx)
  const answers = await findAnswerDeadlines(ctx)
  const { waiting } = await listWaitingForMe(ctx)
  const deliverables = await findOwnDue(ctx, { from: dayOf(from), to: dayOf(to) })
  const actions = await findOwnActions(ctx)
  return [
    ...answers.map(({ kind, proposal, date, title, at }) => ({
      key: `${kind}/${proposal}/${date ?? ''}`,
      summary: words[kind](bothOf(title)),
      description: nothing,
      path: `/proposals/${proposal}`,
      until: { at, zone },
    })),
    ...waiting.flatMap(({ review, number, dueAt, request }) =>
      dueAt === null
        ? []
        : [
            {
              key: `review/${review}`,
              summary: words.review(String(number), { en: request.title, zh: request.title }),
              description: nothing,
              path: `/requests/${number}`,
              until: { at: dueAt, zone },
            },
          ],
    ),
    ...deliverables.map(({ id, title, dueOn, group, groupName }) => ({
      // The same as in the public feed: who follows both sees it once.
      key: `deliverable/${id}`,
      summary: words.deliverable(bothOf(title), bothOf(groupName)),
      description: nothing,
      path: `/working-groups/${group}`,
      until: { day: dueOn ?? '' },
    })),
    ...actions.flatMap(({ id, text, dueOn, of }) =>
      dueOn === null
        ? []
        : [
            {
              key: `action/${id}`,
              summary: words.action(text),
              description: nothing,
              path: `/sessions/${formatOccurrenceId(of)}`,
              until: { day: dueOn },
            },
          ],
    ),
  ]
}

async function findOwnZone(ctx: Context): Promise<Zone> {
  const { timeZone } = await getAccount(ctx, ctx.actor.id)
  return (timeZone === null ? undefined : ctx.zones.findZone(timeZone)) ?? utc
}

const nothing: Text = { en: '', zh: '' }

function bothOf({ en, zh }: Text): Text {
  return { en: en || zh, zh: zh || en }
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
