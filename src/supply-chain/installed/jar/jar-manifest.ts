/** The main attributes of a manifest: a line goes on with one that begins with a blank (JAR File Specification). */
export function readMainAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>()
  const [main = ''] = text.replaceAll(/\r\n?/g, '\n').split('\n\n', 1)
  for (const line of main.replaceAll('\n ', '').split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) attributes.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  return attributes
}

const longest = 2000

/** `Bundle-License: Apache-2.0;link=…, MIT` (OSGi Core, 3.2.1.14): all of them hold. */
export function licenseOfManifest(attributes: ReadonlyMap<string, string>): string | undefined {
  const stated = attributes.get('bundle-license')
  if (!stated || stated.length > longest || stated === '<<EXTERNAL>>') return undefined
  const names = stated
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map(clause => (clause.split(';', 1)[0] ?? '').replaceAll('"', '').trim())
  return names.filter(Boolean).join(' AND ') || undefined
}
