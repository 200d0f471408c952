/** The line, from 1, of what a JSON pointer (RFC 6901) names in a text that `readJson` reads. */
export function lineOf(text: string, pointer: string): number {
  return linesOf(text, [pointer])[0] ?? 1
}

/**
 * The lines of many pointers in one pass over the text, which looks at nothing that they do not lead to. Where a pointer
 * leads nowhere it is the line of the last step that is there.
 */
export function linesOf(text: string, pointers: readonly string[]): number[] {
  const root: Step = { steps: new Map(), at: 0 }
  const ends = pointers.map(pointer => addPointer(root, pointer))
  new Walker(text).walk(root)
  return inLines(
    text,
    ends.map(end => end.at),
  )
}

interface Step {
  steps: Map<string, Step>
  /** Where it begins; for what is missing, where that begins in which it is missing. */
  at: number
}

function addPointer(root: Step, pointer: string): Step {
  let step = root
  for (const name of pointer.split('/').slice(1).map(unescapeName)) {
    const next = step.steps.get(name) ?? { steps: new Map(), at: -1 }
    step.steps.set(name, next)
    step = next
  }
  return step
}

function unescapeName(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** Counts line breaks once, however many offsets there are. */
function inLines(text: string, offsets: readonly number[]): number[] {
  const lines = new Map<number, number>()
  let line = 1
  let next = text.indexOf('\n')
  for (const offset of [...new Set(offsets)].sort((one, other) => one - other)) {
    for (; next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) line++
    lines.set(offset, line)
  }
  return offsets.map(offset => lines.get(offset) ?? 1)
}

const space = /[ \n\r\t]*/y
const plain = /[^,\]}\s]*/y

class Walker {
  readonly #text: string
  #at: number
  /** Steps not found yet: with the last of them the way ends. */
  #left = 0

  constructor(text: string) {
    this.#text = text
    this.#at = text.startsWith('\uFEFF') ? 1 : 0
  }

  walk(root: Step) {
    this.#left = countSteps(root)
    this.#skip(space)
    this.#enter(root, this.#at)
  }

  #enter(step: Step, at: number) {
    setAt(step, at)
    this.#left--
    const opening = this.#text.charAt(this.#at)
    if (step.steps.size === 0 || (opening !== '{' && opening !== '[')) this.#skipValue()
    else if (opening === '{') this.#walkObject(step)
    else this.#walkList(step)
  }

  #walkObject(step: Step) {
    this.#at++
    for (;;) {
      this.#skip(space)
      const at = this.#at
      if (this.#text.charAt(at) !== '"') return this.#leave()
      this.#skipString()
      const next = step.steps.get(readName(this.#text.slice(at, this.#at)))
      this.#skip(space)
      this.#at++
      this.#skip(space)
      if (next) this.#enter(next, at)
      else this.#skipValue()
      if (!this.#skipComma()) return
    }
  }

  #walkList(step: Step) {
    this.#at++
    for (let index = 0; ; index++) {
      this.#skip(space)
      if (this.#text.charAt(this.#at) === ']' || this.#at >= this.#text.length) return this.#leave()
      const next = step.steps.get(String(index))
      if (next) this.#enter(next, this.#at)
      else this.#skipValue()
      if (!this.#skipComma()) return
    }
  }

  #skipComma(): boolean {
    this.#skip(space)
    const isComma = this.#left > 0 && this.#text.charAt(this.#at) === ','
    this.#leave()
    return isComma
  }

  #leave() {
    this.#at++
  }

  #skipValue() {
    const opening = this.#text.charAt(this.#at)
    if (opening === '"') this.#skipString()
    else if (opening === '{' || opening === '[') this.#skipNested()
    else this.#skip(plain)
  }

  #skipNested() {
    const text = this.#text
    let depth = 0
    for (; this.#at < text.length; this.#at++) {
      const letter = text.charCodeAt(this.#at)
      if (letter === 0x22) {
        this.#skipString()
        this.#at--
      } else if (letter === 0x7b || letter === 0x5b) depth++
      else if ((letter === 0x7d || letter === 0x5d) && --depth === 0) return this.#leave()
    }
  }

  /** A quote ends the string where an even number of backslashes stands before it. */
  #skipString() {
    const text = this.#text
    let end = text.indexOf('"', this.#at + 1)
    for (; end !== -1; end = text.indexOf('"', end + 1)) {
      let before = end
      while (text.charAt(before - 1) === '\\') before--
      if ((end - before) % 2 === 0) break
    }
    this.#at = end === -1 ? text.length : end + 1
  }

  #skip(pattern: RegExp) {
    pattern.lastIndex = this.#at
    if (pattern.test(this.#text)) this.#at = pattern.lastIndex
    else this.#at++
  }
}

function countSteps(step: Step): number {
  let count = 1
  for (const below of step.steps.values()) count += countSteps(below)
  return count
}

function setAt(step: Step, at: number) {
  step.at = at
  for (const below of step.steps.values()) setAt(below, at)
}

function readName(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)
}
