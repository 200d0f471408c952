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

/**
 * A file that somebody sends, gzip or not, unpacked as it comes in. It stops as soon as a limit is passed: what is too
 * large, or grows beyond measure when it is unpacked, is never held.
 */
export async function readUpload(stream: Stream, limits: UploadLimits): Promise<Upload> {
  const chunks: Buffer[] = []
  const counts = { received: 0, unpacked: 0 }
  const source = await openSource(stream, limits, counts)
  const collect = async (unpacked: AsyncIterable<Uint8Array>) => {
    for await (const chunk of unpacked) {
      counts.unpacked += chunk.length
      checkUnpacked(counts, limits)
      chunks.push(Buffer.from(chunk))
    }
  }
  if (source.isPacked) await unpack(source.chunks, collect)
  else await collect(source.chunks)
  return { content: Buffer.concat(chunks), received: counts.received, isPacked: source.isPacked }
}

type Counts = { received: number; unpacked: number }

async function unpack(packed: Stream, collect: (unpacked: Stream) => Promise<void>) {
  try {
    await pipeline(packed, createGunzip(), collect)
  } catch (error) {
    const isOfZlib = error instanceof Error && 'code' in error && /^Z_|^ERR_/.test(String(error.code))
    throw isOfZlib && !(error instanceof Failure) ? new Failure('invalid-input', broken, { cause: error }) : error
  }
}

function checkUnpacked({ received, unpacked }: Counts, { unpacked: most, ratio = usualRatio }: UploadLimits) {
  if (unpacked > most) throw tooLarge(most, true)
  if (unpacked > leastSuspicious && unpacked > received * ratio) throw new Failure('too-large', swelling(ratio))
}

/** The stream counted, and whether it begins as gzip does. */
async function openSource(stream: Stream, { received: most }: UploadLimits, counts: Counts) {
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
