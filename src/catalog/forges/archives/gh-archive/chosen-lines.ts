/** A line that names one of the repositories; without text one that is too long to be read. */
export interface ChosenLine {
  line: number
  text: Buffer | undefined
}

const longestLine = 64 * 1024 * 1024
const newline = 0x0a

/** Most of a file is passed over without being taken apart: whole pieces are searched at once. */
export async function* chosenLines(
  pieces: AsyncIterable<Uint8Array>,
  repositories: readonly string[],
): AsyncGenerator<ChosenLine> {
  const pattern = patternOf(repositories)
  let rest: Buffer[] = []
  let held = 0
  let line = 1
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    const end = bytes.lastIndexOf(newline)
    if (end === -1) {
      held += bytes.length
      // What is this long is not held on to, and told of when it ends.
      if (held <= longestLine) rest.push(Buffer.from(bytes))
      else rest = []
      continue
    }
    const whole = held > longestLine ? tooLong(bytes) : joined(rest, bytes.subarray(0, end + 1))
    if (held > longestLine) yield { line: line++, text: undefined }
    yield* linesIn(whole, line, pattern)
    line += count(whole)
    rest = [Buffer.from(bytes.subarray(end + 1))]
    held = bytes.length - end - 1
  }
  if (held > longestLine) yield { line, text: undefined }
  else yield* linesIn(Buffer.concat([...rest, Buffer.from('\n')]), line, pattern)
}

/** What comes after the line that was too long. */
function tooLong(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.indexOf(newline) + 1, bytes.lastIndexOf(newline) + 1)
}

function joined(rest: readonly Buffer[], bytes: Buffer): Buffer {
  return rest.length === 0 ? bytes : Buffer.concat([...rest, bytes])
}

/** In no matter which letters, as GitHub does not tell them apart. */
function patternOf(repositories: readonly string[]): RegExp | undefined {
  if (repositories.length === 0) return undefined
  const names = repositories.map(name => name.replaceAll(/[^\w/-]/g, '\\$&'))
  return new RegExp(`(?:${names.join('|')})"`, 'i')
}

function* linesIn(bytes: Buffer, first: number, pattern: RegExp | undefined): Generator<ChosenLine> {
  if (pattern && !pattern.test(bytes.toString('latin1'))) return
  let line = first
  for (let start = 0, end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
    const text = bytes.subarray(start, end)
    if (isMeant(text, pattern)) yield { line, text: text.length > longestLine ? undefined : text }
    start = end + 1
    line++
  }
}

function isMeant(text: Buffer, pattern: RegExp | undefined): boolean {
  return pattern ? pattern.test(text.toString('latin1')) : text.length > 1
}

function count(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) lines++
  return lines
}
