import { utf8Of } from '../../../../lib/text/utf8.ts'

const decoders = new Map<string, TextDecoder | undefined>()
const mostDecoders = 100

/** Bytes in a charset, or where that is none that is known: in UTF-8 or Latin-1, as they look. */
export function decodeBytes(bytes: Buffer, charset: string): string {
  const decoder = decoderOf(charset.toLowerCase().replace(/\*.*$/, ''))
  // Many say that they write ASCII, and do not.
  return decoder ? decoder.decode(bytes) : utf8Of(bytes).toString('utf8')
}

function decoderOf(charset: string): TextDecoder | undefined {
  if (['us-ascii', 'ascii', 'utf-8', 'utf8', ''].includes(charset)) return undefined
  if (decoders.size > mostDecoders) decoders.clear()
  if (!decoders.has(charset)) decoders.set(charset, createDecoder(charset))
  return decoders.get(charset)
}

function createDecoder(charset: string): TextDecoder | undefined {
  try {
    return new TextDecoder(charset)
  } catch {
    return undefined
  }
}

const word = /=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi
const words = /=\?[^?\s]+\?[bq]\?[^?]*\?=(?:\s*=\?[^?\s]+\?[bq]\?[^?]*\?=)*/gi

/** A header as people read it: encoded words (RFC 2047), also such that a letter is spread over. */
export function decodeHeader(raw: string): string {
  const text = utf8Of(Buffer.from(raw, 'latin1')).toString('utf8')
  return text.replaceAll(words, decodeWords).replaceAll(/\s+/g, ' ').trim()
}

function decodeWords(run: string): string {
  const groups: { charset: string; bytes: Buffer[] }[] = []
  for (const [, charset = '', encoding, text = ''] of run.matchAll(word)) {
    const bytes =
      encoding?.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedPrintable(text.replaceAll('_', ' '))
    const last = groups.at(-1)
    if (last?.charset.toLowerCase() === charset.toLowerCase()) last.bytes.push(bytes)
    else groups.push({ charset, bytes: [bytes] })
  }
  return groups.map(({ charset, bytes }) => decodeBytes(Buffer.concat(bytes), charset)).join('')
}

export function quotedPrintable(text: string): Buffer {
  const plain = text
    .replaceAll(/[ \t]*=\r?\n/g, '')
    .replaceAll(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}
