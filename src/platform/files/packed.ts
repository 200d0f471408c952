import { gunzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { Failure } from '../failure.ts'

/** All bytes of a stream, or a Failure as soon as there are more than the limit. */
export async function gather(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** What gzip packed, unpacked; anything else as it is. It stops at the limit, however small the packed bytes are. */
export function unpackGzip(bytes: Buffer, limit: number): Buffer {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  if (!isGzip && bytes.length > limit) throw tooLarge(limit)
  if (!isGzip) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: limit })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit)
    throw new Failure('invalid-input', broken, { cause })
  }
}

/** For our own keeping. */
export function pack(bytes: Uint8Array): Buffer {
  return zstdCompressSync(bytes)
}

export function unpack(packed: Uint8Array): Buffer {
  return zstdDecompressSync(packed)
}

function tooLarge(limit: number) {
  const most = `${Math.floor(limit / 1024 ** 2)} MiB`
  return new Failure('too-large', { en: `The file is larger than ${most}`, zh: `文件超过 ${most}` })
}

const broken = {
  en: 'The file begins like gzip but cannot be unpacked: send it whole, or unpacked',
  zh: '文件以 gzip 开头，但无法解压：请发送完整文件或未压缩的文件',
}
