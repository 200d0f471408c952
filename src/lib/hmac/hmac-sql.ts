const blockLength = 64

/** HMAC-SHA-256 (RFC 2104) of a text in DuckDB's SQL, in hexadecimal. A key is shorter than a block. */
export function hmacSql(key: string, text: string): string {
  const inner = `sha256(${padded(key, 0x36)} || encode(${text}))`
  return `sha256(${padded(key, 0x5c)} || unhex(${inner}))`
}

function padded(key: string, byte: number) {
  const block = Buffer.alloc(blockLength)
  block.write(key)
  const bytes = [...block].map(one => String.raw`\x${(one ^ byte).toString(16).padStart(2, '0')}`)
  return `'${bytes.join('')}'::blob`
}
