import { GrowingBytes } from './growing.ts'
import { writeVarint } from './thrift.ts'

export interface Codes {
  length: number
  at(index: number): number
}

export function bitWidth(largest: number) {
  return Math.max(1, 32 - Math.clz32(largest))
}

/**
 * Parquet's hybrid of run-length encoding and bit packing: one run when all are equal, packed otherwise; what repeats in
 * between is left to the compressor. Widths to 24 bits.
 */
export function encodeHybrid(codes: Codes, width: number): Buffer {
  const out = new GrowingBytes()
  if (isConstant(codes)) {
    writeVarint(out, codes.length * 2)
    const value = codes.length > 0 ? codes.at(0) : 0
    for (let byte = 0; byte < Math.ceil(width / 8); byte++) out.push((value >>> (8 * byte)) & 255)
    return out.view()
  }
  const groups = Math.ceil(codes.length / 8)
  writeVarint(out, groups * 2 + 1)
  packBits(out, codes, width, groups * 8)
  return out.view()
}

function isConstant(codes: Codes) {
  const first = codes.at(0)
  for (let index = 1; index < codes.length; index++) if (codes.at(index) !== first) return false
  return true
}

/** Least significant bit first, padded with zeros to `total` values. */
export function packBits(out: GrowingBytes, codes: Codes, width: number, total: number) {
  let waiting = 0
  let bits = 0
  for (let index = 0; index < total; index++) {
    waiting |= (index < codes.length ? codes.at(index) : 0) << bits
    bits += width
    while (bits >= 8) {
      out.push(waiting & 255)
      waiting >>>= 8
      bits -= 8
    }
  }
  if (bits > 0) out.push(waiting & 255)
}
