/** Of a file of sections: `[section]`, and below it entries, one a line or more where lines are indented. */
export interface IniLine {
  section: string
  content: string
  /** Whether it goes on with the line before. */
  isIndented: boolean
  /** From 1. */
  line: number
}

/** Lines that are empty or comments, by `#` or `;`, are left out. Throws a SyntaxError with the line. */
export function* readIniLines(text: string): Generator<IniLine> {
  let section = ''
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const content = raw.trim()
    if (content === '' || /^[#;]/.test(content)) continue
    const isIndented = /^\s/.test(raw)
    if (isIndented || !content.startsWith('[')) yield { section, content, isIndented, line: index + 1 }
    else section = readSection(content, index + 1)
  }
}

function readSection(content: string, line: number): string {
  const end = content.indexOf(']')
  if (end < 0) throw new SyntaxError(`The name of a section does not end (line ${line})`)
  return content.slice(1, end).trim()
}
