/** `key=value` lines as Maven writes them into archives; comments begin with `#` or `!`. */
export function readProperties(text: string): Map<string, string> {
  const properties = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const [, key, value] = /^\s*([^#!=:\s][^=:\s]*)\s*[=:]\s*(.*)$/.exec(line) ?? []
    if (key && value !== undefined) properties.set(key, value)
  }
  return properties
}
