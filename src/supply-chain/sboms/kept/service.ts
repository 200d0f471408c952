import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { type Limits, runAside } from '../../../platform/workers/run-aside.ts'
import { getDocument, getSbom, listSboms } from '../../portfolio/documents/service.ts'
import type { Release, SbomSummary } from '../../portfolio/model.ts'
import { getRelease } from '../../portfolio/products/service.ts'
import type { Changes, Quality } from '../model.ts'
import { type Asked, compareHere, type Sides, scoreHere, thisModule } from './aside/service.ts'

const limits: Limits = {
  milliseconds: 120_000,
  tooMuch: {
    en: 'The documents take more time or memory than there is: look at a part of them',
    zh: '文档所需的时间或内存超出上限：请分部分查看',
  },
}
const mostParts = 100

/** What a document that is kept lacks, by each set of requirements. */
export async function scoreKept(ctx: Context, id: number, asked: Asked): Promise<Quality[]> {
  const input = { ...asked, document: await getDocument(ctx, await getSbom(ctx, id)) }
  return (await runAside({ module: thisModule, name: scoreHere.name, input }, limits)) as Quality[]
}

/** What came, went and changed from one release to another: each part with the part of the same name. */
export async function compareReleases(
  ctx: Context,
  which: { before: number; after: number },
): Promise<Changes & { before: Release; after: Release }> {
  const [before, after] = [await getRelease(ctx, which.before), await getRelease(ctx, which.after)]
  const input: Sides[] = []
  for (const { was, is } of pairParts(await findParts(ctx, before), await findParts(ctx, after)))
    input.push({ before: was && (await getDocument(ctx, was)), after: is && (await getDocument(ctx, is)) })
  const changes = (await runAside({ module: thisModule, name: compareHere.name, input }, limits)) as Changes
  return { before, after, ...changes }
}

async function findParts(ctx: Context, { id, productName, version }: Release): Promise<SbomSummary[]> {
  const { sboms, total } = await listSboms(ctx, { release: id, current: true, limit: mostParts })
  if (total > mostParts) throw tooManyParts(`${productName} ${version}`)
  if (total === 0) throw noDocument(`${productName} ${version}`)
  return sboms
}

/** Where each release has one document, those two, whatever they are called. */
function pairParts(before: SbomSummary[], after: SbomSummary[]): { was?: SbomSummary; is?: SbomSummary }[] {
  const [was, is] = [before[0], after[0]]
  if (before.length === 1 && after.length === 1 && was && is) return [{ was, is }]
  const names = [...new Set([...before, ...after].map(({ of }) => of.name))].sort()
  return names.map(name => {
    const [was, is] = [before, after].map(side => side.find(({ of }) => of.name === name))
    return { ...(was && { was }), ...(is && { is }) }
  })
}

function noDocument(release: string) {
  return new Failure('invalid-input', {
    en: `${release} has no bill of materials: send one first`,
    zh: `${release} 没有物料清单：请先上传`,
  })
}

function tooManyParts(release: string) {
  return new Failure('too-large', {
    en: `${release} has more than ${mostParts} bills of materials: compare them one by one with \`ospo sbom diff\``,
    zh: `${release} 的物料清单超过 ${mostParts} 份：请用 \`ospo sbom diff\` 逐份比较`,
  })
}
