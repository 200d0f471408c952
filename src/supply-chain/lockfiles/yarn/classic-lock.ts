/** One entry of a yarn.lock of Yarn 1. */
export interface ClassicEntry {
  /** What was asked for: `name@range`, at least one. */
  descriptors: string[]
  version: string
  /** Empty for what is not fetched. */
  resolved: string
  /** Empty where none is told. */
  integrity: string
  dependencies: [name: string, range: string][]
  optionalDependencies: [name: string, range: string][]
}

type Block = [name: string, range: string][]

/** The format is Yarn's own: entries at the margin, their fields two blanks in, the lines of a block four. Throws a SyntaxError. */
export function parseClassicLock(text: string): ClassicEntry[] {
  const entries: ClassicEntry[] = []
  let block: Block | undefined
  for (const { number, indent, content } of linesOf(text)) {
    const words = readWords(content, number)
    const entry = entries.at(-1)
    if (indent === 0 && content.endsWith(':')) entries.push(openEntry(words))
    else if (indent === 2 && entry) block = readField(entry, words)
    else if (indent === 4 && block) block.push([words[0] ?? '', words[1] ?? ''])
    else throw new SyntaxError(`This is no line of a yarn.lock (line ${number})`)
  }
  return entries
}

function* linesOf(text: string): Generator<{ number: number; indent: number; content: string }> {
  let number = 0
  for (const line of text.split('\n')) {
    number++
    const content = line.trim()
    const indent = line.length - line.trimStart().length
    if (content !== '' && !content.startsWith('#')) yield { number, indent, content }
  }
}

function openEntry(descriptors: string[]): ClassicEntry {
  return { descriptors, version: '', resolved: '', integrity: '', dependencies: [], optionalDependencies: [] }
}

/** A block's lines are its caller's to fill in; those of a block that tells nothing of use are dropped. */
function readField(entry: ClassicEntry, [field, value]: string[]): Block {
  if (field === 'dependencies' || field === 'optionalDependencies') return entry[field]
  if (value !== undefined && isTextField(field)) entry[field] = value
  return []
}

function isTextField(field: string | undefined): field is 'version' | 'resolved' | 'integrity' {
  return field === 'version' || field === 'resolved' || field === 'integrity'
}

/** Separated by blanks or commas, in quotes or not; a colon at the end is none of them. */
function readWords(content: string, line: number): string[] {
  const end = content.endsWith(':') ? content.length - 1 : content.length
  const words: string[] = []
  for (let at = 0; at < end; ) {
    const character = content[at]
    if (character === ' ' || character === ',') {
      at++
      continue
    }
    const stop = character === '"' ? findClosingQuote(content, at, line) : findSeparator(content, at, end)
    words.push(character === '"' ? unquote(content.slice(at, stop), line) : content.slice(at, stop))
    at = stop
  }
  return words
}

function findSeparator(content: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (content[at] === ' ' || content[at] === ',') return at
  return end
}

function findClosingQuote(content: string, from: number, line: number): number {
  for (let at = from + 1; at < content.length; at++) {
    if (content[at] === '\\') at++
    else if (content[at] === '"') return at + 1
  }
  throw new SyntaxError(`A quoted text does not end (line ${line})`)
}

function unquote(quoted: string, line: number): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    throw new SyntaxError(`A quoted text is broken (line ${line})`)
  }
}
