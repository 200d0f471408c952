import { createHash } from 'node:crypto'
import { Failure } from '../../../../platform/failure.ts'
import { pack, unpack, unpackGzip } from '../../../../platform/files/packed.ts'
import { type Limits, runAside } from '../../../../platform/workers/worker-pool.ts'
import { type Conversion, convertSbom, readSbom } from '../../../sbom-formats/convert.ts'
import type { SbomProblem } from '../../../sbom-formats/sbom-format.ts'
import { type Digest, digestSbom } from '../digest-sbom.ts'

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
  digest: Digest
}

/** Of a document, unpacked: beyond, memory would be short. */
export const largestDocument = 256 * 1024 * 1024

const limits: Limits = {
  milliseconds: 120_000,
  tooMuch: {
    en: 'The document takes more time or memory than there is: split it, or send it without its files',
    zh: '文档所需的时间或内存超出上限：请拆分，或去掉其中的文件清单后再发送',
  },
}

/** Reads it on a thread of its own. A document of no known format is refused in a sentence. */
export async function readDocument(bytes: Uint8Array, fileName = ''): Promise<ReadDocument> {
  return (await runAside(
    { module: import.meta.url, name: 'readHere', input: { bytes, fileName } },
    limits,
  )) as ReadDocument
}

/** What that thread does. */
export function readHere({ bytes, fileName }: { bytes: Uint8Array; fileName: string }): ReadDocument {
  const document = unpackGzip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), largestDocument)
  const read = readSbom(document.toString('utf8'), { name: fileName })
  const { format, sbom, problems } = read
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
    digest: digestSbom(sbom),
  }
}

/** A kept document in another format, and what that has no place for. */
export async function convertDocument(document: Uint8Array, to: string): Promise<Conversion> {
  return (await runAside(
    { module: import.meta.url, name: 'convertHere', input: { document, to } },
    limits,
  )) as Conversion
}

/** What that thread does. */
export function convertHere({ document, to }: { document: Uint8Array; to: string }): Conversion {
  return convertSbom(Buffer.from(document.buffer, document.byteOffset, document.byteLength).toString('utf8'), to)
}

/** The kept document, as it came. */
export function unpackDocument(packed: Uint8Array): Buffer {
  return unpack(packed)
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
