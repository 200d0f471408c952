import { Failure } from '../../../../platform/failure.ts'
import { readSpooled } from '../../../../platform/files/read-upload.ts'
import { findNamedFormat, listNamedFormats, problemOfLength, readSbom } from '../../../sbom-formats/convert.ts'
import { validateXml } from '../../../sbom-formats/cyclonedx-xml/service.ts'
import { judgeQuality, tellChanges } from '../../judging/service.ts'
import type { Used } from '../../libyears/measure-libyears.ts'
import { usedInSbom } from '../../libyears/state-releases.ts'
import type { Changes, Conversion, Quality, SbomProblem, Validation } from '../../model.ts'

/** For whoever runs this in a process beside. */
export const thisModule = import.meta.url

/** Where a document lies that was sent, unpacked. */
export interface Sent {
  path: string
}

export interface Asked {
  against?: string | undefined
  every?: string | undefined
}

/** By the name of its file, where its text is so broken that nothing else tells what it is. */
export async function validateHere({ path, name }: Sent & { name: string | undefined }): Promise<Validation> {
  const text = textAt(path)
  const read = readSbom(text, { ...(name !== undefined && { name }) })
  if (!read.format) return { format: null, version: null, components: 0, problems: read.problems, notes: [] }
  const { format, version, sbom, notes = [] } = read
  // Reading XML does not look at the order of its elements: the schema does.
  const [problems = read.problems] = format.name === 'cyclonedx-xml' ? await validateXml([text]) : []
  return { format: format.name, version, components: sbom?.components.length ?? 0, problems, notes }
}

export function convertHere({ path, to }: Sent & { to: string }): Conversion {
  const { name, format, version } = requireFormat(to)
  const { sbom, problems } = readOne(path)
  const { text, losses } = format.write(sbom, version)
  const tooLong = problemOfLength(text)
  if (tooLong) throw new Failure('too-large', tooLong)
  return { format: name, text, losses, problems }
}

export function scoreHere({ path, ...asked }: Sent & Asked): { quality: Quality[]; problems: SbomProblem[] } {
  const { sbom, problems, ...written } = readOne(path)
  return { quality: judgeQuality(sbom, asked, written), problems }
}

export function compareHere({ path, after }: Sent & { after: string }): Changes {
  return tellChanges(readOne(path).sbom, readOne(after).sbom)
}

export function listUsedHere({ path }: Sent): Used[] {
  return usedInSbom(readOne(path).sbom)
}

export function requireFormat(name: string) {
  const found = findNamedFormat(name)
  if (found) return found
  const names = listNamedFormats().map(named => named.name)
  throw new Failure('invalid-input', {
    en: `There is no format ${name}: ospo writes ${names.join(', ')}`,
    zh: `没有格式 ${name}：ospo 可写 ${names.join('、')}`,
  })
}

/** A document that breaks rules is read as far as it goes; what goes nowhere is refused with what is wrong. */
function readOne(path: string) {
  const read = readSbom(textAt(path))
  if (read.sbom) return { sbom: read.sbom, problems: read.problems, format: read.format.name, version: read.version }
  const [problem] = read.problems
  const where = problem?.line === undefined ? '' : `${problem.line}: `
  throw new Failure('invalid-input', {
    en: `${where}${problem?.text.en ?? 'This is no bill of materials'}`,
    zh: `${where}${problem?.text.zh ?? '这不是物料清单'}`,
  })
}

function textAt(path: string): string {
  return readSpooled(path)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
}
