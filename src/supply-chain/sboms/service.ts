import { getProject } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { gather } from '../../platform/files/packed.ts'
import { readUpload } from '../../platform/files/read-upload.ts'
import { getInventory, readFolderInventory } from '../inventory/service.ts'
import { findNamedFormat, listNamedFormats, readSbom } from '../sbom-formats/convert.ts'
import { validateXml } from '../sbom-formats/cyclonedx-xml/service.ts'
import { askedTypes, askForComponents, countWaiting, measureUsed, measureUses } from './freshness/service.ts'
import { type Generated, generateOfFolder, generateOfProject, type SbomOptions } from './generating/service.ts'
import { judgeQuality, tellChanges } from './judging/service.ts'
import { type LibyearReport, libyearMethod } from './libyears/measure-libyears.ts'
import { usedInSbom } from './libyears/state-releases.ts'
import type { Changes, Conversion, Libyears, Quality, SbomProblem, Validation } from './model.ts'

/** Bytes of a document, packed or not, as it may be sent. */
export const largestDocument = 100 * 1024 * 1024
const limits = { received: largestDocument, unpacked: 160 * 1024 * 1024 }

type Stream = AsyncIterable<Uint8Array>

export { listNamedFormats } from '../sbom-formats/convert.ts'

/** Of a file by its name, where its text is so broken that nothing else tells what it is. */
export async function validateDocument(_ctx: Context, stream: Stream, name: string | undefined): Promise<Validation> {
  const text = toText((await readUpload(stream, limits)).content)
  const read = readSbom(text, { ...(name !== undefined && { name }) })
  if (!read.format) return { format: null, version: null, components: 0, problems: read.problems }
  const { format, version, sbom } = read
  // Reading XML does not look at the order of its elements: the schema does.
  const [problems = read.problems] = format.name === 'cyclonedx-xml' ? await validateXml([text]) : []
  return { format: format.name, version, components: sbom?.components.length ?? 0, problems }
}

export async function convertDocument(_ctx: Context, stream: Stream, to: string): Promise<Conversion> {
  const target = requireFormat(to)
  const { sbom, problems } = await readOne(stream)
  const { text, losses } = target.format.write(sbom, target.version)
  return { format: target.name, text, losses, problems }
}

/** What each set asks for and the document has. `every` names a requirement of which all that miss it are told. */
export async function scoreDocument(
  _ctx: Context,
  stream: Stream,
  { against, every }: { against?: string | undefined; every?: string | undefined },
): Promise<{ quality: Quality[]; problems: SbomProblem[] }> {
  const { sbom, problems, ...written } = await readOne(stream)
  return { quality: judgeQuality(sbom, { against, every }, written), problems }
}

/** The first `split` bytes of the stream are the one document, the rest is the other. */
export async function compareDocuments(_ctx: Context, stream: Stream, split: number): Promise<Changes> {
  const both = await gather(stream, 2 * largestDocument)
  const before = await readOne(pieceOf(both, 0, split))
  const after = await readOne(pieceOf(both, split))
  return tellChanges(before.sbom, after.sbom)
}

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
export async function getDocumentLibyears(ctx: Context, stream: Stream): Promise<Libyears> {
  const { sbom } = await readOne(stream)
  return report(ctx, await measureUsed(ctx, usedInSbom(sbom)))
}

async function report(ctx: Context, { components, direct, all }: LibyearReport): Promise<Libyears> {
  const [asked, waiting] = [askedTypes(ctx), await countWaiting(ctx)]
  return { method: libyearMethod, direct, all, components, asked, waiting }
}

function write({ sbom, problems }: Generated, { name, format, version }: ReturnType<typeof requireFormat>): Conversion {
  const { text, losses } = format.write(sbom, version)
  return { format: name, text, losses, problems: problems.map(({ path, problem }) => ({ text: problem, path })) }
}

/** A document that breaks rules is read as far as it goes; what goes nowhere is refused with what is wrong. */
async function readOne(stream: Stream) {
  const read = readSbom(toText((await readUpload(stream, limits)).content))
  if (read.sbom) return { sbom: read.sbom, problems: read.problems, format: read.format.name, version: read.version }
  const [problem] = read.problems
  const where = problem?.line === undefined ? '' : `${problem.line}: `
  throw new Failure('invalid-input', {
    en: `${where}${problem?.text.en ?? 'This is no bill of materials'}`,
    zh: `${where}${problem?.text.zh ?? '这不是物料清单'}`,
  })
}

async function* pieceOf(bytes: Buffer, start: number, end?: number): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(start, end)
}

function toText(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}

function requireFormat(name: string) {
  const found = findNamedFormat(name)
  if (found) return found
  const names = listNamedFormats().map(named => named.name)
  throw new Failure('invalid-input', {
    en: `There is no format ${name}: ospo writes ${names.join(', ')}`,
    zh: `没有格式 ${name}：ospo 可写 ${names.join('、')}`,
  })
}
