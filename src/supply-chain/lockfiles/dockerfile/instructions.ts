export interface Instruction {
  /** In capitals. */
  name: string
  words: string[]
  /** `--from=x` in front of the words, by name. */
  flags: ReadonlyMap<string, string>
  /** Of its beginning; from 1. */
  line: number
}

/** Of a Dockerfile: lines that go on are joined, comments and the texts of here-documents are left out. */
export function* readInstructions(text: string): Generator<Instruction> {
  const lines = text.split(/\r\n|\r|\n/)
  const continuation = /^#\s*escape\s*=\s*`/i.test(lines[0] ?? '') ? /`\s*$/ : /\\\s*$/
  let open: { parts: string[]; line: number } | undefined
  let ends: string[] = []
  for (const [index, raw] of lines.entries()) {
    const [end] = ends
    if (end !== undefined) {
      if (raw.replace(/^\t+/, '') === end) ends.shift()
      continue
    }
    if (/^\s*(#|$)/.test(raw)) continue
    open ??= { parts: [], line: index + 1 }
    open.parts.push(raw.replace(continuation, ''))
    if (continuation.test(raw)) continue
    const instruction = parse(open.parts.join(' '), open.line)
    open = undefined
    if (/^(RUN|COPY|ADD)$/.test(instruction.name)) ends = findHereDocuments(instruction)
    yield instruction
  }
  if (open) yield parse(open.parts.join(' '), open.line)
}

function parse(content: string, line: number): Instruction {
  const [name = '', ...rest] = content.trim().split(/\s+/)
  const first = rest.findIndex(word => !word.startsWith('--'))
  const [flags, words] = first < 0 ? [rest, []] : [rest.slice(0, first), rest.slice(first)]
  const pairs = flags.map((flag): [string, string] => {
    const equals = flag.indexOf('=')
    return equals < 0 ? [flag.slice(2), ''] : [flag.slice(2, equals), flag.slice(equals + 1)]
  })
  return { name: name.toUpperCase(), words, flags: new Map(pairs), line }
}

/** `RUN <<EOF` goes on to a line with nothing but `EOF`. */
function findHereDocuments({ words }: Instruction): string[] {
  return words.flatMap(word => /^<<-?(["']?)([A-Za-z_]\w*)\1$/.exec(word)?.[2] ?? [])
}
