import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface Arrived {
  from: string
  to: string[]
  raw: string
  header(name: string): string | undefined
  subject(): string
  /** The first part that is plain text, or the whole body. */
  text(): string
}

/**
 * A real mail server: refuses `refused@…` for good and `deferred@…` for now, and hands nothing on to `elsewhere@…`; looks
 * for 21 seconds through what is for `slow@…`; knows `ada` by the password `correct`.
 */
export async function startMailServer({ port = 0 } = {}) {
  const arrived: Arrived[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    onAuth({ username, password }, _, done) {
      if (username === 'ada' && password === 'correct') done(null, { user: username })
      else done(Object.assign(new Error(`No ${username} with ${password}`), { responseCode: 535 }))
    },
    onRcptTo({ address }, _, done) {
      if (address.startsWith('refused@')) done(Object.assign(new Error('no such user'), { responseCode: 550 }))
      else if (address.startsWith('deferred@')) done(Object.assign(new Error('come back'), { responseCode: 450 }))
      else if (address.startsWith('elsewhere@'))
        done(Object.assign(new Error(`5.7.1 <${address}>: Relay access denied`), { responseCode: 554 }))
      else done()
    },
    onData(stream, { envelope }, done) {
      text(stream).then(raw => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        arrived.push(
          parse(
            raw,
            from,
            envelope.rcptTo.map(({ address }) => address),
          ),
        )
        setTimeout(done, envelope.rcptTo.some(({ address }) => address.startsWith('slow@')) ? 21_000 : 0)
      }, done)
    },
  })
  // A client that goes away in the middle is none of our business.
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  const taken = (server.server.address() as AddressInfo).port
  return {
    port: taken,
    url: `smtp://127.0.0.1:${taken}`,
    /** What has arrived since the last time. */
    take: () => arrived.splice(0),
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

function parse(raw: string, from: string, to: string[]): Arrived {
  const { headers, body } = split(raw)
  return {
    from,
    to,
    raw,
    header: name => headers.get(name),
    subject: () => decodeWords(headers.get('subject') ?? ''),
    text: () => firstText(headers, body),
  }
}

function split(raw: string) {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = new Map(
    lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return { headers, body: raw.slice(end + 4) }
}

function firstText(headers: Map<string, string>, body: string): string {
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1]
  if (!boundary) return decodeBody(headers.get('content-transfer-encoding') ?? '', body)
  const parts = body.split(`--${boundary}`).slice(1, -1)
  const first = split((parts[0] ?? '').replace(/^\r\n/, ''))
  return firstText(first.headers, first.body)
}

function decodeBody(encoding: string, body: string) {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? unquote(body.replaceAll(/=\r\n/g, '')) : body
}

/** Encoded words (RFC 2047). */
function decodeWords(text: string) {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : unquote(word.replaceAll('_', ' ')),
    )
}

function unquote(text: string) {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
