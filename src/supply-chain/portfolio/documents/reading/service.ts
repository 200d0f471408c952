import { createHash } from 'node:crypto'
import { Failure } from '../../../../platform/failure.ts'
import { pack, unpack, unpackGzip } from '../../../../platform/files/packed.ts'
import { type Limits, runAside } from '../../../../platform/workers/worker-pool.ts'
import type { SbomProblem } from '../../../sbom-formats/sbom-format.ts'
import { sbomFormats } from '../../../sbom-formats/sbom-formats.ts'
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
export async function readDocument(bytes: Uint8Array): Promise<ReadDocument> {
  return (await runAside({ module: import.meta.url, name: 'readHere', input: bytes }, limits)) as ReadDocument
}

/** What that thread does. */
export function readHere(bytes: Uint8Array): ReadDocument {
  const document = unpackGzip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), largestDocument)
  const text = document.toString('utf8')
  const beginning = text.slice(0, 65_536)
  const format = sbomFormats.find(format => format.recognizes(beginning) !== undefined)
  if (!format) throw unknown
  const { version, sbom, problems } = format.read(text)
  if (!sbom) throw new Failure('invalid-input', sentenceOf(problems))
  return {
    sha256: createHash('sha256').update(document).digest('hex'),
    size: document.length,
    packed: pack(document),
    format: format.name,
    formatVersion: version,
    serial: sbom.id?.slice(0, 1000) ?? null,
    revision: sbom.revision ?? null,
    createdAt: sbom.createdAt?.slice(0, 40) ?? null,
    problems,
    digest: digestSbom(sbom),
  }
}

/** The kept document, as it came. */
export function unpackDocument(packed: Uint8Array): Buffer {
  return unpack(packed)
}

/** The first thing that is wrong, and where; and how many more there are. */
export function sentenceOf(problems: readonly SbomProblem[]) {
  const [first] = problems
  if (!first) return unknown.text
  const at = [first.line === undefined ? '' : `:${first.line}`, first.path ?? ''].filter(Boolean).join(' ')
  const more = problems.length - 1
  return {
    en: `The document is not valid${at && ` (${at})`}: ${first.text.en}${more > 0 ? `, and ${more} more` : ''}`,
    zh: `文档无效${at && `（${at}）`}：${first.text.zh}${more > 0 ? `，另有 ${more} 处` : ''}`,
  }
}

const unknown = new Failure('invalid-input', {
  en: 'This is no bill of materials of a known format: CycloneDX (JSON, XML) or SPDX (JSON, tag-value, YAML, RDF)',
  zh: '无法识别的物料清单格式：支持 CycloneDX（JSON、XML）和 SPDX（JSON、tag-value、YAML、RDF）',
})
