const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The bytes themselves when they are valid UTF-8; else those of the same text read as Latin-1. */
export function utf8Of(bytes: Buffer): Buffer {
  if (isAscii(bytes)) return bytes
  try {
    decoder.decode(bytes)
    return bytes
  } catch {
    return Buffer.from(bytes.toString('latin1'))
  }
}

function isAscii(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] as number) > 127) return false
  return true
}

/** A file as text: in UTF-8 or in UTF-16 as Windows writes it, each without its mark, or else in Latin-1. */
export function readText(bytes: Buffer): string {
  const wide = utf16In(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  return utf8Of(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
}

/** By the mark that it begins with. */
export function utf16In(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}
