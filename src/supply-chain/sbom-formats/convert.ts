import type { Text } from '../../lib/text/text.ts'
import { findOddities } from './find-oddities.ts'
import type { Sbom } from './sbom.ts'
import type { SbomFormat, SbomLoss, SbomProblem, SbomReading } from './sbom-format.ts'
import { sbomFormats } from './sbom-formats.ts'

/** A document of whatever format, read. */
export interface ReadDocument extends SbomReading {
  format: SbomFormat
  /** What is odd though no rule of the format forbids it, and was kept as it was written. */
  notes: SbomProblem[]
}

/** A document of no format that is known here: why it is none. */
export interface UnreadDocument {
  format?: undefined
  sbom?: undefined
  problems: SbomProblem[]
  notes?: undefined
}

/** A format in one of its versions, as people ask for it. */
export interface NamedFormat {
  /** `cyclonedx-1.6`, `cyclonedx-1.6-xml`, `spdx-2.3-tag-value`: without a syntax it is JSON. */
  name: string
  format: SbomFormat & Required<Pick<SbomFormat, 'write'>>
  version: string
}

/** A document in another format, or why it could not be had. */
export type Conversion =
  | { text: string; losses: SbomLoss[]; problems: SbomProblem[]; problem?: undefined }
  | { problem: Text; problems: SbomProblem[] }

/** What a format looks at to recognize its own. */
const beginning = 64 * 1024

/** By what the text says; by the name of its file where the text is of no format that is known. */
export function readSbom(text: string, { name = '' }: { name?: string } = {}): ReadDocument | UnreadDocument {
  const start = text.slice(0, beginning)
  const format = sbomFormats.find(one => one.recognizes(start) !== undefined) ?? findByFileName(name)
  if (format) {
    const reading = format.read(text)
    return { format, ...reading, notes: reading.sbom ? findOddities(reading.sbom) : [] }
  }
  return { problems: [{ text: text.trim() === '' ? empty : unknown }] }
}

/** Whole file endings of a format, so that a broken document is told what is wrong with it. */
const endings: [ending: RegExp, format: string][] = [
  [/\.cdx\.json$|^bom\.json$/i, 'cyclonedx-json'],
  [/\.cdx\.xml$|^bom\.xml$/i, 'cyclonedx-xml'],
  [/\.spdx3?\.jsonld$|\.spdx3\.json$/i, 'spdx-3-json'],
  [/\.spdx\.json$/i, 'spdx-2-json'],
  [/\.spdx\.ya?ml$/i, 'spdx-2-yaml'],
  [/\.spdx\.(?:rdf|rdf\.xml|xml)$/i, 'spdx-2-rdf'],
  [/\.spdx$/i, 'spdx-2-tag-value'],
]

function findByFileName(path: string): SbomFormat | undefined {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.gz$/i, '')
  const name = endings.find(([ending]) => ending.test(file))?.[1]
  return sbomFormats.find(format => format.name === name)
}

/** What can be written, the newest version of each first. */
export function listNamedFormats(): NamedFormat[] {
  return sbomFormats.flatMap(format =>
    isWritten(format)
      ? format.versions.toReversed().map(version => ({ name: nameOf(format, version), format, version }))
      : [],
  )
}

/** JSON may be named, too: `spdx-2.3-json`. */
export function findNamedFormat(name: string): NamedFormat | undefined {
  const wanted = name.toLowerCase().replace(/-json$/, '')
  return listNamedFormats().find(named => named.name === wanted)
}

export function writeSbom(sbom: Sbom, formatName: string): Conversion {
  const named = findNamedFormat(formatName)
  if (!named) return { problem: noSuchFormat(formatName), problems: [] }
  return { ...named.format.write(sbom, named.version), problems: [] }
}

/** The losses are those of writing: reading loses nothing, what has no place in the model is in its rest. */
export function convertSbom(text: string, to: string, { name = '' }: { name?: string } = {}): Conversion {
  const { sbom, problems, notes = [] } = readSbom(text, { name })
  if (!sbom) return { problem: problems[0]?.text ?? unknown, problems }
  const written = writeSbom(sbom, to)
  const tooLong = 'text' in written ? problemOfLength(written.text) : undefined
  return tooLong ? { problem: tooLong, problems } : { ...written, problems: [...problems, ...notes] }
}

/** Characters that one answer holds: it is copied on its way to whoever asked, several times. */
const longestWritten = 64 * 1024 * 1024

/** Of a document that was written: that it is too long to be given. */
export function problemOfLength(text: string): Text | undefined {
  if (text.length <= longestWritten) return undefined
  const [is, most] = [text.length, longestWritten].map(length => Math.round(length / 1024 ** 2))
  return {
    en: `Written in that format it has ${is} MiB, more than the ${most} MiB that are given at once: split the document, or leave its files out`,
    zh: `以该格式写出后为 ${is} MiB，超过一次可提供的 ${most} MiB：请拆分文档，或去掉其中的文件清单`,
  }
}

/** `spdx-2-tag-value` in version 2.3 → `spdx-2.3-tag-value`; `cyclonedx-json` in version 1.6 → `cyclonedx-1.6`. */
function nameOf({ name }: SbomFormat, version: string): string {
  const [, family = name, syntax = ''] = /^([a-z]+)(?:-\d+)?-(.+)$/.exec(name) ?? []
  return syntax === 'json' ? `${family}-${version}` : `${family}-${version}-${syntax}`
}

function isWritten(format: SbomFormat): format is NamedFormat['format'] {
  return format.write !== undefined
}

const empty: Text = { en: 'The document is empty', zh: '文档为空' }

const unknown: Text = {
  en: 'This is no bill of materials that is known here: give CycloneDX 1.2 to 1.7, SPDX 2.2, 2.3 or 3.0.1',
  zh: '无法识别此物料清单：请提供 CycloneDX 1.2 至 1.7、SPDX 2.2、2.3 或 3.0.1',
}

function noSuchFormat(name: string): Text {
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name
  const known = listNamedFormats().map(named => named.name)
  return {
    en: `No format is called ${shown}: choose one of ${known.join(', ')}`,
    zh: `没有名为 ${shown} 的格式：请从 ${known.join('、')} 中选择`,
  }
}
