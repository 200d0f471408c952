import { createHash } from 'node:crypto'
import { Failure } from '../../../../../platform/failure.ts'
import { pack } from '../../../../../platform/files/packed.ts'
import { readSpooled } from '../../../../../platform/files/read-upload.ts'
import { type Conversion, convertSbom, readSbom } from '../../../../sbom-formats/convert.ts'
import type { SbomProblem } from '../../../../sbom-formats/sbom-format.ts'
import { type Digest, digestSbom } from '../../digest-sbom.ts'

/** For whoever runs this in a process beside. */
export const thisModule = import.meta.url

/** A document as it was read: what is kept of it. */
export interface ReadDocument {
  /** Of the document unpacked, as its size is. */
  sha256: string
  size: number
  packed: Uint8Array
  format: string
  formatVersion: string
  serial: string | null
  revision: number | null
  createdAt: string | null
  problems: SbomProblem[]
  /** Odd, but no rule of the format forbids it. */
  notes: SbomProblem[]
  digest: Digest
}

/** Of a document, unpacked: beyond, memory would be short. */
export const largestDocument = 256 * 1024 * 1024

/** The bytes of a document, or the file where they lie; unpacked. */
export type Source = Uint8Array | { path: string }

/** Reads a document and packs it. One of no known format is refused in a sentence. */
export function readHere({ source, fileName }: { source: Source; fileName: string }): ReadDocument {
  const document = 'path' in source ? readSpooled(source.path) : source
  const read = readSbom(textOf(document), { name: fileName })
  const { format, sbom, problems, notes } = read
  if (!format || !sbom) throw new Failure('invalid-input', sentenceOf(problems, fileName))
  return {
    sha256: createHash('sha256').update(document).digest('hex'),
    size: document.length,
    packed: pack(document),
    format: format.name,
    formatVersion: read.version,
    serial: sbom.id?.slice(0, 1000) ?? null,
    revision: sbom.revision ?? null,
    createdAt: sbom.createdAt?.slice(0, 40) ?? null,
    problems,
    notes,
    digest: digestSbom(sbom),
  }
}

/** A document in another format, and what that has no place for. */
export function convertHere({ document, to }: { document: Uint8Array; to: string }): Conversion {
  return convertSbom(textOf(document), to)
}

function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8')
}

/** The first thing that is wrong, and where; and how many more there are. */
export function sentenceOf(problems: readonly SbomProblem[], fileName = '') {
  const [first] = problems
  if (!first) return { en: 'The document cannot be read', zh: '无法读取文档' }
  const line = first.line === undefined ? '' : `:${first.line}`
  const where = [`${fileName}${line}`, first.path ?? ''].filter(Boolean).join(' ')
  const more = problems.length - 1
  return {
    en: `${where ? `${where}: ` : ''}${first.text.en}${more > 0 ? `, and ${more} more` : ''}`,
    zh: `${where ? `${where}：` : ''}${first.text.zh}${more > 0 ? `，另有 ${more} 处` : ''}`,
  }
}
