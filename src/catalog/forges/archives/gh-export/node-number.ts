/**
 * The number that GitHub's REST interface has for what `gh` names by a node id, so that both tell of one thing. Old ids are
 * `017:PullRequestReview315859956` in Base64, new ones a prefix and a MessagePack list whose last number it is.
 */
export function nodeNumber(id: string): string | undefined {
  const [, prefix, packed] = /^([A-Z]+_)?([\w-]+=*)$/.exec(id) ?? []
  if (packed === undefined) return undefined
  const bytes = Buffer.from(packed, 'base64url')
  if (prefix === undefined) return /^\d+:[A-Za-z]+(\d+)$/.exec(bytes.toString('latin1'))?.[1]
  return lastNumber(bytes)
}

function lastNumber(bytes: Buffer): string | undefined {
  const kind = bytes[0] ?? 0
  const length = kind >> 4 === 9 ? kind & 15 : 0
  let at = 1
  let last: bigint | undefined
  for (let index = 0; index < length; index++) {
    const size = sizes[bytes[at] ?? 0] ?? 0
    if (size === 0 && (bytes[at] ?? 128) >= 128) return undefined
    if (at + size >= bytes.length) return undefined
    last = size === 0 ? BigInt(bytes[at] ?? 0) : numberAt(bytes, at + 1, size)
    at += 1 + size
  }
  return at === bytes.length ? last?.toString() : undefined
}

/** Bytes that follow the sign of an unsigned number. */
const sizes: Record<number, number> = { 204: 1, 205: 2, 206: 4, 207: 8 }

function numberAt(bytes: Buffer, start: number, size: number): bigint {
  let number = 0n
  for (const byte of bytes.subarray(start, start + size)) number = number * 256n + BigInt(byte)
  return number
}
