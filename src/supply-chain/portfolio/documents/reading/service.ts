import { unpack } from '../../../../platform/files/packed.ts'
import { type Limits, runAside } from '../../../../platform/workers/run-aside.ts'
import type { Conversion } from '../../../sbom-formats/convert.ts'
import { convertHere, type ReadDocument, readHere, type Source, thisModule } from './aside/service.ts'

export { largestDocument, type ReadDocument, sentenceOf } from './aside/service.ts'

const limits: Limits = {
  milliseconds: 120_000,
  tooMuch: {
    en: 'The document takes more time or memory than there is: split it, or send it without its files',
    zh: '文档所需的时间或内存超出上限：请拆分，或去掉其中的文件清单后再发送',
  },
}

/** Reads it in a process of its own. A document of no known format is refused in a sentence. */
export async function readDocument(source: Source, fileName = ''): Promise<ReadDocument> {
  return (await runAside(
    { module: thisModule, name: readHere.name, input: { source, fileName } },
    limits,
  )) as ReadDocument
}

/** A kept document in another format, and what that has no place for. */
export async function convertDocument(document: Uint8Array, to: string): Promise<Conversion> {
  return (await runAside({ module: thisModule, name: convertHere.name, input: { document, to } }, limits)) as Conversion
}

/** The kept document, as it came. */
export function unpackDocument(packed: Uint8Array): Buffer {
  return unpack(packed)
}
