import { createWriteStream, readFileSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Failure } from '../failure.ts'

export interface UploadLimits {
  /** Bytes as they are sent. */
  received: number
  /** Bytes unpacked. */
  unpacked: number
  /** How many times larger than what was sent it may become: 200 unless said otherwise. */
  ratio?: number
}

export interface Upload {
  /** Unpacked. */
  content: Buffer
  /** As it was sent. */
  received: number
  isPacked: boolean
}

const usualRatio = 200
/** Small files that say the same again and again are packed better than any large one. */
const leastSuspicious = 8 * 1024 * 1024

type Stream = AsyncIterable<Uint8Array>

const chunkSize = 256 * 1024

/**
 * A file that somebody sends, gzip or not, unpacked as it comes in. It stops as soon as a limit is passed: what is too
 * large, or grows beyond measure when it is unpacked, is never held.
 */
export async function readUpload(stream: Stream, limits: UploadLimits): Promise<Upload> {
  const chunks: Buffer[] = []
  const counts = { received: 0, unpacked: 0 }
  const source = await openSource(stream, limits, counts)
  for await (const chunk of unpacked(source, limits, counts)) chunks.push(Buffer.from(chunk))
  return { content: Buffer.concat(chunks), received: counts.received, isPacked: source.isPacked }
}

/** A file that was sent, unpacked, on disk as long as somebody works on it: this process need not hold it. */
export interface SpooledUpload extends AsyncDisposable {
  path: string
  /** Bytes, unpacked. */
  size: number
}

/** The same onto the disk. Whoever asks for it lets go of it. */
export async function spoolUpload(stream: Stream, limits: UploadLimits): Promise<SpooledUpload> {
  const folder = await mkdtemp(join(tmpdir(), 'ospo-upload-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'upload')
  try {
    await pipeline(streamUpload(stream, limits), createWriteStream(path, { mode: 0o600 }))
    return { path, size: (await stat(path)).size, [Symbol.asyncDispose]: remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** For whom it was put there. */
export function readSpooled(path: string): Buffer {
  return readFileSync(path)
}

/** The same in pieces, for files that are larger than what may be held. */
export async function* streamUpload(stream: Stream, limits: UploadLimits): AsyncGenerator<Uint8Array> {
  const counts = { received: 0, unpacked: 0 }
  yield* unpacked(await openSource(stream, limits, counts), limits, counts)
}

async function* unpacked(
  { isPacked, chunks }: Source,
  limits: UploadLimits,
  counts: Counts,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of isPacked ? unpack(chunks) : chunks) {
    counts.unpacked += chunk.length
    checkUnpacked(counts, limits)
    yield chunk
  }
}

interface Source {
  isPacked: boolean
  chunks: AsyncGenerator<Uint8Array>
}

type Counts = { received: number; unpacked: number }

async function* unpack(packed: Stream): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize })
  // Who sends and breaks off ends the unpacking with why; a fault of the file shows below.
  const feeding = pipeline(packed, gunzip).catch(() => undefined)
  try {
    yield* gunzip
  } catch (error) {
    const isOfZlib = error instanceof Error && 'code' in error && /^Z_|^ERR_/.test(String(error.code))
    throw isOfZlib && !(error instanceof Failure) ? new Failure('invalid-input', broken, { cause: error }) : error
  } finally {
    gunzip.destroy()
    await feeding
  }
}

function checkUnpacked({ received, unpacked }: Counts, { unpacked: most, ratio = usualRatio }: UploadLimits) {
  if (unpacked > most) throw tooLarge(most, true)
  if (unpacked > leastSuspicious && unpacked > received * ratio) throw new Failure('too-large', swelling(ratio))
}

/** The stream counted, and whether it begins as gzip does. */
async function openSource(stream: Stream, { received: most }: UploadLimits, counts: Counts): Promise<Source> {
  const iterator = stream[Symbol.asyncIterator]()
  const next = async () => {
    const { done, value } = await iterator.next()
    counts.received += done ? 0 : value.length
    if (counts.received > most) throw tooLarge(most, false)
    return done ? undefined : value
  }
  const first: Uint8Array[] = []
  for (let length = 0; length < 2; ) {
    const chunk = await next()
    if (!chunk) break
    first.push(chunk)
    length += chunk.length
  }
  const start = Buffer.concat(first)
  async function* all() {
    try {
      if (start.length > 0) yield start
      for (let chunk = await next(); chunk; chunk = await next()) yield chunk
    } finally {
      await iterator.return?.()
    }
  }
  return { isPacked: start[0] === 0x1f && start[1] === 0x8b, chunks: all() }
}

function tooLarge(limit: number, isUnpacked: boolean) {
  const most = limit < 1024 ** 2 ? `${limit} B` : `${Math.floor(limit / 1024 ** 2)} MiB`
  return new Failure('too-large', {
    en: `The file ${isUnpacked ? 'becomes larger than' : 'is larger than'} ${most}${isUnpacked ? ' when it is unpacked' : ''}`,
    zh: `文件${isUnpacked ? '解压后' : ''}超过 ${most}`,
  })
}

function swelling(ratio: number) {
  return {
    en: `The file becomes more than ${ratio} times larger when it is unpacked: send it unpacked if it is what it should be`,
    zh: `文件解压后增大超过 ${ratio} 倍：如内容无误，请发送未压缩的文件`,
  }
}

const broken = {
  en: 'The file begins like gzip but cannot be unpacked: send it whole, or unpacked',
  zh: '文件以 gzip 开头，但无法解压：请发送完整文件或未压缩的文件',
}
