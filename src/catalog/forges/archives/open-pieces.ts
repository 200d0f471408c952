const most = 64 * 1024

/** A stream from its start, and how it begins. */
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
  const beginning = Buffer.concat(first).subarray(0, most).toString('utf8')
  async function* pieces() {
    yield* first.splice(0)
    yield* stream
  }
  return { beginning, pieces: pieces() }
}
