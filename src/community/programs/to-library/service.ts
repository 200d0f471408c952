import { either } from '../../../lib/text/either.ts'
import { wallTimeAt } from '../../../lib/wall-clock/wall-clock.ts'
import type { Zone } from '../../../lib/zones/zone.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { addItem, findItemOf, publishItem } from '../../library/service.ts'
import type { Publication, PublicSession } from '../model.ts'
import { getPublication, originOf } from '../service.ts'

/** Every published talk that is not there yet, named and licensed as the program has it. Gives how many are new. */
export async function addToLibrary(ctx: Context, programId: string): Promise<number> {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const publication = await getPublication(ctx, programId)
    const zone = ctx.zones.getZone(publication.plan.zone)
    let added = 0
    for (const session of publication.sessions.filter(({ kind }) => kind === 'talk')) {
      const origin = originOf(programId, session.id)
      if (await findItemOf(ctx, origin)) continue
      const { id } = await addItem(ctx, { ...itemOf(session, publication, zone), origin })
      await publishItem(ctx, id)
      added++
    }
    return added
  })
}

function itemOf(session: PublicSession, { plan }: Publication, zone: Zone) {
  const language = session.language ?? 'en'
  const track = plan.tracks.find(({ id }) => id === session.track)
  return {
    kind: 'talk' as const,
    title: either(session.title, language),
    audience: 'public' as const,
    language,
    summary: either(session.abstract, language).slice(0, 2000),
    body: either(session.abstract, language),
    address: null,
    authors: session.speakers.map(({ name }) => ({ name, address: null })),
    license: session.license,
    attribution: '',
    datedOn: wallTimeAt(session.startsAt, zone).date,
    visitedOn: null,
    tags: [either(plan.title, language), ...(track ? [either(track.name, language)] : [])].map(tag => tag.slice(0, 60)),
  }
}
