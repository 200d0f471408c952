import { GrowingBytes, GrowingNumbers } from './growing.ts'

/** Distinct byte strings, numbered in the order of their first appearance; found again without a string being made. */
export class ByteDictionary {
  #slots = new Int32Array(1024)
  readonly #keys = new GrowingBytes()
  readonly #ends = new GrowingNumbers()
  readonly #hashes = new GrowingNumbers()

  get size() {
    return this.#ends.length
  }

  intern(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end)
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = (this.#slots[slot] as number) - 1
      if (code < 0) return this.#add(slot, hash, bytes, start, end)
      if (this.#hashes.at(code) === hash && this.#holds(code, bytes, start, end)) return code
    }
  }

  has(bytes: Uint8Array, start: number, end: number): boolean {
    const hash = hashOf(bytes, start, end)
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = (this.#slots[slot] as number) - 1
      if (code < 0) return false
      if (this.#hashes.at(code) === hash && this.#holds(code, bytes, start, end)) return true
    }
  }

  key(code: number): Buffer {
    return this.#keys.view(this.#startOf(code), this.#ends.at(code))
  }

  #startOf(code: number) {
    return code === 0 ? 0 : this.#ends.at(code - 1)
  }

  #holds(code: number, bytes: Uint8Array, start: number, end: number) {
    const from = this.#startOf(code)
    return this.#ends.at(code) - from === end - start && this.#keys.equals(from, bytes, start, end)
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number) {
    this.#keys.append(bytes, start, end)
    this.#ends.push(this.#keys.length)
    this.#hashes.push(hash)
    this.#slots[slot] = this.size
    if (this.size * 2 > this.#slots.length) this.#grow()
    return this.size - 1
  }

  #grow() {
    const slots = new Int32Array(4 * this.#slots.length)
    const mask = slots.length - 1
    for (let code = 0; code < this.size; code++) {
      let slot = this.#hashes.at(code) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = code + 1
    }
    this.#slots = slots
  }
}

/** A seed nobody can guess, so that a repository cannot be made whose names all collide. */
const seed = Math.floor(Math.random() * 0xffffffff)

/** FNV-1a, with a final mix for tables whose size is a power of two. */
function hashOf(bytes: Uint8Array, start: number, end: number) {
  let hash = 0x811c9dc5 ^ seed
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  hash ^= hash >>> 15
  return Math.imul(hash, 0x2c1b3c6d) >>> 0
}
