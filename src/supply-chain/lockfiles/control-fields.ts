export interface ControlField {
  name: string
  value: string
  /** From 1. */
  line: number
}

/** A Debian control file, as R uses it too: `Name: value`, gone on with on indented lines. Throws a SyntaxError with the line. */
export function readControlFields(text: string): ControlField[] {
  const fields: ControlField[] = []
  for (const [index, content] of text.split(/\r\n|\r|\n/).entries()) {
    if (content.trim() === '' || content.startsWith('#')) continue
    const last = fields.at(-1)
    const [, name, value = ''] = /^([\w@/.-]+):(.*)$/s.exec(content) ?? []
    if (/^\s/.test(content) && last) last.value += `\n${content.trim()}`
    else if (name) fields.push({ name, value: value.trim(), line: index + 1 })
    else throw new SyntaxError(`A line is a field and its value, or goes on with the one before (line ${index + 1})`)
  }
  return fields
}
