import { utf16In } from '../../../lib/text/utf8.ts'

const most = 64 * 1024

/** A stream from its start, and how it begins; what Windows wrote in UTF-16 in UTF-8. */
export async function openPieces(
  stream: AsyncGenerator<Uint8Array>,
): Promise<{ beginning: string; pieces: AsyncGenerator<Uint8Array> }> {
  const first: Uint8Array[] = []
  let length = 0
  while (length < most) {
    const { done, value } = await stream.next()
    if (done) break
    first.push(value)
    length += value.length
  }
  const start = Buffer.concat(first).subarray(0, most)
  async function* pieces() {
    yield* first.splice(0)
    yield* stream
  }
  const wide = utf16In(start)
  if (!wide) return { beginning: start.toString('utf8'), pieces: pieces() }
  return { beginning: new TextDecoder(wide).decode(start), pieces: narrowed(pieces(), new TextDecoder(wide)) }
}

async function* narrowed(pieces: AsyncIterable<Uint8Array>, decoder: TextDecoder): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Buffer.from(decoder.decode(piece, { stream: true }))
  yield Buffer.from(decoder.decode())
}
