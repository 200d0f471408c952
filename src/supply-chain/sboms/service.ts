import { getProject } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { gather, unpackGzip } from '../../platform/files/packed.ts'
import { getInventory, readFolderInventory } from '../inventory/service.ts'
import type { Component, Sbom } from '../sbom-formats/sbom.ts'
import { compareSboms, type Difference } from './compare.ts'
import { findNamedFormat, listNamedFormats, readDocument } from './conversion/named-formats.ts'
import { askedTypes, askForComponents, countWaiting, measureUses } from './freshness/service.ts'
import { type Generated, generateOfFolder, generateOfProject, type SbomOptions } from './generating/service.ts'
import { libyearMethod } from './libyears/measure-libyears.ts'
import type {
  Change,
  Changes,
  Conversion,
  Libyears,
  NamedComponent,
  Quality,
  SbomProblem,
  Validation,
} from './model.ts'
import { remedyNames } from './quality/requirement.ts'
import { requirementSets } from './quality/requirement-sets.ts'
import { type Assessment, assessAll } from './quality/score.ts'

/** Bytes of a document, packed or not, as it may be sent. */
export const largestDocument = 100 * 1024 * 1024
/** The same unpacked. */
const largestText = 160 * 1024 * 1024
const fewExamples = 5

type Stream = AsyncIterable<Uint8Array>

export { fileOf, listNamedFormats } from './conversion/named-formats.ts'
export { requirementSets } from './quality/requirement-sets.ts'

export async function validateDocument(_ctx: Context, stream: Stream): Promise<Validation> {
  const found = readDocument(await readText(stream))
  if (!found) return { format: null, version: null, components: 0, problems: [unknownFormat] }
  const { format, reading } = found
  const { version, sbom, problems } = reading
  return { format, version, components: sbom?.components.length ?? 0, problems }
}

export async function convertDocument(_ctx: Context, stream: Stream, to: string): Promise<Conversion> {
  const target = requireFormat(to)
  const { sbom, problems } = requireSbom(await readText(stream))
  const { text, losses } = target.format.write(sbom, target.version)
  return { format: target.name, text, losses, problems }
}

/** What each set asks for and the document has. `every` names a requirement of which all that miss it are told. */
export async function scoreDocument(
  _ctx: Context,
  stream: Stream,
  { against, every }: { against?: string | undefined; every?: string | undefined },
): Promise<{ quality: Quality[]; problems: SbomProblem[] }> {
  const { sbom, problems, ...written } = requireSbom(await readText(stream))
  return { quality: score(sbom, { against, every }, written), problems }
}

/** The first `split` bytes of the stream are the one document, the rest is the other. */
export async function compareDocuments(_ctx: Context, stream: Stream, split: number): Promise<Changes> {
  const both = await gather(stream, 2 * largestDocument)
  const [before, after] = [both.subarray(0, split), both.subarray(split)].map(
    bytes => requireSbom(toText(unpackGzip(Buffer.from(bytes), largestText))).sbom,
  ) as [Sbom, Sbom]
  const { differences, unchanged } = compareSboms(before, after)
  return { changes: differences.map(toChange), unchanged }
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
  return score(sbom, asked, { format: named?.format.name, version: named?.version })
}

export async function getProjectLibyears(ctx: Context, project: string): Promise<Libyears> {
  await getProject(ctx, project)
  const { components } = await getInventory(ctx, project)
  return report(ctx, components)
}

/** Of what nobody was asked for yet the mirror is asked at once: a folder is not kept, so nobody would later. */
export async function getFolderLibyears(ctx: Context, path: string): Promise<Libyears> {
  const { components } = await readFolderInventory(ctx, path)
  await askForComponents(ctx, components)
  return report(ctx, components)
}

async function report(ctx: Context, uses: Parameters<typeof measureUses>[1]): Promise<Libyears> {
  const { components, direct, all } = await measureUses(ctx, uses)
  const [asked, waiting] = [askedTypes(ctx), await countWaiting(ctx)]
  return { method: libyearMethod, direct, all, components, asked, waiting }
}

function write({ sbom, problems }: Generated, { name, format, version }: ReturnType<typeof requireFormat>): Conversion {
  const { text, losses } = format.write(sbom, version)
  return { format: name, text, losses, problems: problems.map(({ path, problem }) => ({ text: problem, path })) }
}

function score(
  sbom: Sbom,
  { against, every }: { against?: string | undefined; every?: string | undefined },
  written: { format?: string | undefined; version?: string | undefined },
): Quality[] {
  const sets = against === undefined ? requirementSets : requirementSets.filter(({ id }) => id === against)
  if (sets.length === 0) throw noSet(against ?? '')
  return assessAll(sets, sbom, written).map(assessment => toQuality(assessment, every))
}

function toQuality({ set, answers, conforms, score }: Assessment, every: string | undefined): Quality {
  return {
    set: set.id,
    title: set.title,
    edition: set.edition,
    address: set.address,
    conforms,
    score: score ?? null,
    answers: answers.map(({ requirement, verdict, met, unmet, missing }) => {
      const { id, section, level, subject, title, text, from } = requirement
      const told = id === every ? missing : missing.slice(0, fewExamples)
      const sources = verdict === 'unmet' ? from.map(remedy => remedyNames[remedy]) : []
      return { id, section, level, subject, title, text, verdict, met, unmet, missing: told.map(nameOf), from: sources }
    }),
  }
}

function toChange(difference: Difference): Change {
  const { kind } = difference
  return {
    kind,
    ...('before' in difference && { before: sideOf(difference.before) }),
    ...('after' in difference && { after: sideOf(difference.after) }),
    ...('direction' in difference && { direction: difference.direction }),
    ...('of' in difference && { of: difference.of }),
    ...('algorithms' in difference && { algorithms: difference.algorithms }),
  }
}

function sideOf(component: Component): NonNullable<Change['before']> {
  const { declaredLicense, concludedLicense, supplier } = component
  return {
    ...nameOf(component),
    ...(declaredLicense && { declaredLicense }),
    ...(concludedLicense && { concludedLicense }),
    ...(supplier && { supplier: supplier.name }),
  }
}

function nameOf({ id, group, name, version, purl }: Component): NamedComponent {
  return { id, name: group ? `${group}/${name}` : name, ...(version && { version }), ...(purl && { purl }) }
}

async function readText(stream: Stream): Promise<string> {
  return toText(unpackGzip(await gather(stream, largestDocument), largestText))
}

function toText(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}

/** A document that breaks rules is read as far as it goes; what goes nowhere is refused with what is wrong. */
function requireSbom(text: string) {
  const found = readDocument(text)
  if (!found) throw new Failure('invalid-input', unknownFormat.text)
  const { format, reading } = found
  if (reading.sbom) return { sbom: reading.sbom, problems: reading.problems, format, version: reading.version }
  const [problem] = reading.problems
  const where = problem?.line === undefined ? '' : `${problem.line}: `
  throw new Failure('invalid-input', {
    en: `${where}${problem?.text.en ?? unknownFormat.text.en}`,
    zh: `${where}${problem?.text.zh ?? unknownFormat.text.zh}`,
  })
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

function noSet(against: string) {
  const ids = requirementSets.map(({ id }) => id)
  return new Failure('invalid-input', {
    en: `There is nothing to hold it against by the name ${against}: ospo knows ${ids.join(', ')}`,
    zh: `没有名为 ${against} 的要求集：ospo 提供 ${ids.join('、')}`,
  })
}

const unknownFormat: SbomProblem = {
  text: {
    en: 'This is no bill of materials that ospo knows: it reads CycloneDX and SPDX',
    zh: '这不是 ospo 可识别的物料清单：可读取 CycloneDX 和 SPDX',
  },
}
