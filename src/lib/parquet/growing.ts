/** Bytes that grow at their end without being copied for every addition. */
export class GrowingBytes {
  #bytes = Buffer.allocUnsafe(1024)
  length = 0

  push(byte: number) {
    this.#reserve(1)
    this.#bytes[this.length++] = byte
  }

  append(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#reserve(end - start)
    if (end - start > 64) this.#bytes.set(bytes.subarray(start, end), this.length)
    else for (let from = start, to = this.length; from < end; from++, to++) this.#bytes[to] = bytes[from] as number
    this.length += end - start
  }

  appendUint32(value: number) {
    this.#reserve(4)
    this.#bytes.writeUInt32LE(value, this.length)
    this.length += 4
  }

  at(index: number) {
    return this.#bytes[index] as number
  }

  set(index: number, byte: number) {
    this.#bytes[index] = byte
  }

  equals(from: number, bytes: Uint8Array, start: number, end: number) {
    for (let at = start, own = from; at < end; at++, own++) if (this.#bytes[own] !== bytes[at]) return false
    return true
  }

  /** What has been written so far; valid until the next addition. */
  view(start = 0, end = this.length) {
    return this.#bytes.subarray(start, end)
  }

  #reserve(more: number) {
    const needed = this.length + more
    if (needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#bytes.length))
    this.#bytes.copy(larger, 0, 0, this.length)
    this.#bytes = larger
  }
}

/** Numbers that grow at their end; 53-bit integers fit. */
export class GrowingNumbers {
  #numbers = new Float64Array(256)
  length = 0

  push(value: number) {
    if (this.length === this.#numbers.length) {
      const larger = new Float64Array(2 * this.length)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.length++] = value
  }

  at(index: number) {
    return this.#numbers[index] as number
  }

  view() {
    return this.#numbers.subarray(0, this.length)
  }
}
