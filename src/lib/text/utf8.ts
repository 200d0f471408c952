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
