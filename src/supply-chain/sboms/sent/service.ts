import { gather } from '../../../platform/files/packed.ts'
import { type SpooledUpload, spoolUpload } from '../../../platform/files/read-upload.ts'
import { type Limits, runAside } from '../../../platform/workers/run-aside.ts'
import type { Used } from '../libyears/measure-libyears.ts'
import type { Changes, Conversion, Quality, SbomProblem, Validation } from '../model.ts'
import {
  type Asked,
  compareHere,
  convertHere,
  listUsedHere,
  requireFormat,
  type Sent,
  scoreHere,
  thisModule,
  validateHere,
} from './aside/service.ts'

/** Bytes of a document, packed or not, as it may be sent. */
export const largestDocument = 100 * 1024 * 1024
const limits = { received: largestDocument, unpacked: 160 * 1024 * 1024 }

type Stream = AsyncIterable<Uint8Array>

/** Up to here it takes less to read a document than to start a process for it. */
const largestReadHere = 2 * 1024 * 1024

const aside: Limits = {
  milliseconds: 120_000,
  kind: 'sent-documents',
  tooMuch: {
    en: 'The document takes more time or memory than there is: split it, or send it without its files',
    zh: '文档所需的时间或内存超出上限：请拆分，或去掉其中的文件清单后再发送',
  },
}

/** Of a file by its name, where its text is so broken that nothing else tells what it is. */
export async function validateDocument(stream: Stream, name: string | undefined): Promise<Validation> {
  await using upload = await spoolUpload(stream, limits)
  return await work(upload, validateHere, { path: upload.path, name })
}

export async function convertDocument(stream: Stream, to: string): Promise<Conversion> {
  requireFormat(to)
  await using upload = await spoolUpload(stream, limits)
  return await work(upload, convertHere, { path: upload.path, to })
}

/** What each set asks for and the document has. `every` names a requirement of which all that miss it are told. */
export async function scoreDocument(
  stream: Stream,
  asked: Asked,
): Promise<{ quality: Quality[]; problems: SbomProblem[] }> {
  await using upload = await spoolUpload(stream, limits)
  return await work(upload, scoreHere, { path: upload.path, ...asked })
}

/** The first `split` bytes of the stream are the one document, the rest is the other. */
export async function compareDocuments(stream: Stream, split: number): Promise<Changes> {
  const both = await gather(stream, 2 * largestDocument)
  await using before = await spoolUpload(pieceOf(both, 0, split), limits)
  await using after = await spoolUpload(pieceOf(both, split), limits)
  const larger = before.size > after.size ? before : after
  return await work(larger, compareHere, { path: before.path, after: after.path })
}

/** The packages that it lists. */
export async function listUsed(stream: Stream): Promise<Used[]> {
  await using upload = await spoolUpload(stream, limits)
  return await work(upload, listUsedHere, { path: upload.path })
}

async function work<Input extends Sent, Output>(
  { size }: SpooledUpload,
  task: (input: Input) => Output | Promise<Output>,
  input: Input,
): Promise<Output> {
  if (size <= largestReadHere) return task(input)
  return (await runAside({ module: thisModule, name: task.name, input }, aside)) as Output
}

async function* pieceOf(bytes: Buffer, start: number, end?: number): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(start, end)
}
