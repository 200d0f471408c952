import { getProject } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { getInventory, readFolderInventory } from '../inventory/service.ts'
import {
  askedTypes,
  askForComponents,
  countUnasked,
  countWaiting,
  measureUsed,
  measureUses,
} from './freshness/service.ts'
import { type Generated, generateOfFolder, generateOfProject, type SbomOptions } from './generating/service.ts'
import { judgeQuality } from './judging/service.ts'
import { type LibyearReport, libyearMethod } from './libyears/measure-libyears.ts'
import type { Conversion, Libyears, Quality } from './model.ts'
import { requireFormat } from './sent/aside/service.ts'
import { listUsed } from './sent/service.ts'

export { listNamedFormats } from '../sbom-formats/convert.ts'
export {
  compareDocuments,
  convertDocument,
  largestDocument,
  scoreDocument,
  validateDocument,
} from './sent/service.ts'

export interface Wanted extends SbomOptions {
  format: string
}

export async function writeProjectSbom(ctx: Context, project: string, wanted: Wanted): Promise<Conversion> {
  const format = requireFormat(wanted.format)
  return write(await generateOfProject(ctx, project, wanted), format)
}

export async function writeFolderSbom(ctx: Context, path: string, wanted: Wanted): Promise<Conversion> {
  const format = requireFormat(wanted.format)
  return write(await generateOfFolder(ctx, path, wanted), format)
}

export async function scoreProject(
  ctx: Context,
  project: string,
  asked: { against?: string | undefined; every?: string | undefined; format?: string | undefined },
): Promise<Quality[]> {
  const named = asked.format === undefined ? undefined : requireFormat(asked.format)
  const { sbom } = await generateOfProject(ctx, project)
  return judgeQuality(sbom, asked, { format: named?.format.name, version: named?.version })
}

export async function getProjectLibyears(ctx: Context, project: string): Promise<Libyears> {
  await getProject(ctx, project)
  const { components } = await getInventory(ctx, project)
  return report(ctx, await measureUses(ctx, components))
}

/** Of what nobody was asked for yet the mirror is asked at once: a folder is not kept, so nobody would later. */
export async function getFolderLibyears(ctx: Context, path: string): Promise<Libyears> {
  const { components } = await readFolderInventory(ctx, path)
  await askForComponents(ctx, components)
  return report(ctx, await measureUses(ctx, components))
}

/** Of a document, by what it states itself and what the office knows of its packages; nobody is asked. */
export async function getDocumentLibyears(ctx: Context, stream: AsyncIterable<Uint8Array>): Promise<Libyears> {
  return report(ctx, await measureUsed(ctx, await listUsed(stream)))
}

async function report(ctx: Context, { components, direct, all }: LibyearReport): Promise<Libyears> {
  const [asked, waiting] = [askedTypes(ctx), await countWaiting(ctx)]
  const unasked = await countUnasked(
    ctx,
    components.map(({ purl }) => purl),
  )
  return { method: libyearMethod, direct, all, components, asked, waiting, unasked }
}

function write({ sbom, problems }: Generated, { name, format, version }: ReturnType<typeof requireFormat>): Conversion {
  const { text, losses } = format.write(sbom, version)
  return { format: name, text, losses, problems: problems.map(({ path, problem }) => ({ text: problem, path })) }
}
