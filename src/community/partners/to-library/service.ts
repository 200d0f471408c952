import { either } from '../../../lib/text/either.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { addItem, findItemOf, publishItem } from '../../library/service.ts'
import { getPublishedCase } from '../cases/service.ts'
import { pathOf } from '../model.ts'

/** What everybody sees of a case, with its license and to whom it is owed; once. Gives the id of the item. */
export async function addCaseToLibrary(ctx: Context, id: string): Promise<string> {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const { title, summary, body, license, attribution, partners, publishedAt } = await getPublishedCase(ctx, id)
    const origin = `case/${id}`
    const known = await findItemOf(ctx, origin)
    if (known) return known.id
    const language = body.en || (!body.zh && title.en) ? 'en' : 'zh'
    const item = await addItem(ctx, {
      kind: 'case-study',
      title: either(title, language),
      audience: 'public',
      language,
      summary: either(summary, language),
      body: either(body, language),
      address: new URL(pathOf.publicCase(id), ctx.reach.origin).href,
      authors: partners.map(({ name, address }) => ({ name: either(name, language), address })),
      license,
      attribution,
      datedOn: publishedAt.slice(0, 10),
      visitedOn: null,
      tags: [],
      origin,
    })
    await publishItem(ctx, item.id)
    return item.id
  })
}
