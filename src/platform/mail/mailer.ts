import { createTransport } from 'nodemailer'
import { Failure } from '../failure.ts'
import type { Mail } from '../reach.ts'

interface Options {
  /** `smtp://user:password@host:port`, or `smtps://` where the connection begins with TLS. */
  url: string
  /** `Open Source Office <ospo@example.org>`, or the address alone. */
  from: string
}

interface Server {
  host: string
  port: number | undefined
  secure: boolean
  auth: { user: string; pass: string } | undefined
}

const second = 1000
/** From the first byte to the last of the mail, whatever the server does meanwhile. */
const longestHandingOver = 60 * second
/** RFC 5321, 4.5.3.2.6: whoever gives up sooner on a server that looks through all of a mail sends it again and again. */
const longestAnswer = 600 * second
const timeouts = { connectionTimeout: 10 * second, greetingTimeout: 10 * second, socketTimeout: longestAnswer }
/** Who stops ospo does not wait longer: the mail may come twice, with the same Message-ID. */
const longestStopping = 5 * second
export const longestSending = longestHandingOver + longestAnswer

const controls = /\p{Cc}+/gu
/** One address, and nothing that a mail program could take for two. */
const plainAddress = /^[^\s\p{Cc}<>()[\],;:\\"@]+@[^\s\p{Cc}<>()[\],;:\\"@]+$/u
const headerName = /^[A-Za-z][A-Za-z0-9-]*$/

/** Sends one mail at a time, each over a connection of its own. Fails with a sentence that holds no password. */
export function openMailer({ url, from }: Options): (mail: Mail, stopping?: AbortSignal) => Promise<void> {
  const server = serverOf(url)
  const sender = senderOf(from)

  return async (mail, stopping) => {
    const message = messageOf(mail)
    const transport = connectionTo(server)
    const late = new AbortController()
    let timer: NodeJS.Timeout | undefined
    const wait = (time: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => late.abort(), stopping?.aborted ? longestStopping : time)
    }
    const hurry = () => wait(longestStopping)
    wait(longestHandingOver)
    stopping?.addEventListener('abort', hurry)
    transport.use('stream', ({ message }, done) => {
      message.processFunc(bytes => bytes.once('end', () => wait(longestAnswer)))
      done()
    })
    try {
      await transport.sendMail({ ...message, from: sender, signal: late.signal })
    } catch (error) {
      throw explained(error, server, mail.to)
    } finally {
      stopping?.removeEventListener('abort', hurry)
      clearTimeout(timer)
    }
  }
}

function connectionTo({ host, port, secure, auth }: Server) {
  return createTransport({
    ...timeouts,
    ...{ host, port, secure, auth },
    // A password goes over an open line to this very machine only.
    requireTLS: auth !== undefined && !isLoopback(host),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** Whether trying again would be in vain: the server knows the recipient and does not want the mail, now or later. */
export function isRefusedForGood(error: unknown): boolean {
  return error instanceof Failure && error.code === 'invalid-input'
}

/** Line breaks would begin new headers: what comes from people loses them, what comes from us may have none. */
function messageOf({ to, subject, text, html, messageId, headers = {} }: Mail) {
  if (!plainAddress.test(to)) throw noAddress()
  for (const name of Object.keys(headers)) if (!headerName.test(name)) throw new Error(`${name} is no name of a header`)
  const lines = Object.entries(headers).map(([name, value]) => [name, oneLine(value)])
  return {
    to: { name: '', address: to },
    subject: oneLine(subject),
    text,
    ...(html !== undefined && { html }),
    ...(messageId !== undefined && { messageId: oneLine(messageId) }),
    headers: Object.fromEntries(lines),
  }
}

function oneLine(text: string) {
  return text.replaceAll(controls, ' ').trim()
}

function serverOf(url: string): Server {
  const { protocol, hostname, port, username, password } = URL.canParse(url) ? new URL(url) : noUrl
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || hostname === '') {
    throw new Failure('invalid-input', {
      en: 'OSPO_SMTP is no mail server: give it like smtp://user:password@mail.example.org:587 (smtps:// begins with TLS)',
      zh: 'OSPO_SMTP 不是邮件服务器地址：格式如 smtp://user:password@mail.example.org:587（smtps:// 表示直接使用 TLS）',
    })
  }
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? undefined : Number(port),
    secure: protocol === 'smtps:',
    auth: username === '' ? undefined : { user: decoded(username), pass: decoded(password) },
  }
}

/** A password with a % that is no escape means just that. */
function decoded(part: string) {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const noUrl = { protocol: '', hostname: '', port: '', username: '', password: '' }

function senderOf(from: string) {
  const [, name = '', address = ''] = /^([^<>]*)<([^<>]+)>$/.exec(from.trim()) ?? ['', '', from.trim()]
  if (plainAddress.test(address)) return { name: oneLine(name.replaceAll('"', '')), address }
  throw new Failure('invalid-input', {
    en: `OSPO_MAIL_FROM is no address: give it like “Open Source Office <ospo@example.org>”`,
    zh: 'OSPO_MAIL_FROM 不是邮箱地址：格式如 “Open Source Office <ospo@example.org>”',
  })
}

function isLoopback(host: string) {
  return host === 'localhost' || host === '::1' || /^127\./.test(host)
}

function noAddress() {
  return new Failure('invalid-input', {
    en: 'The recipient has no valid e-mail address: correct it in the account',
    zh: '收件人没有有效的邮箱地址：请在账户中更正',
  })
}

interface SmtpError {
  message?: string
  code?: string
  command?: string
  responseCode?: number
  response?: string
}

function explained(thrown: unknown, server: Server, to: string) {
  const error = thrown as SmtpError
  const why = whyOf(error, server)
  if (isAboutRecipient(error)) {
    return new Failure('invalid-input', {
      en: `The mail server refused the recipient ${to} (${why}): correct the address in the account`,
      zh: `邮件服务器拒绝了收件人 ${to}（${why}）：请在账户中更正邮箱地址`,
    })
  }
  return new Failure(
    'upstream-failed',
    {
      en: `The mail server ${server.host} did not take the mail (${why}): check OSPO_SMTP and that the server runs`,
      zh: `邮件服务器 ${server.host} 未接受邮件（${why}）：请检查 OSPO_SMTP 以及服务器是否在运行`,
    },
    { cause: thrown instanceof Error ? thrown.name : undefined },
  )
}

/**
 * Who sends, and as whom, is for the office to mend, though many servers say only at the recipient that they want another
 * sender: that nobody signed in (530, 503, 5.7), or that they hand nothing on. Of a mailbox that is refused, nothing will come.
 */
function isAboutRecipient({ command, response = '' }: SmtpError): boolean {
  const [, code] = /^(\d{3})/.exec(response) ?? []
  const isOfMailbox = code !== undefined && ['550', '551', '552', '553', '554', '556'].includes(code)
  return command === 'RCPT TO' && isOfMailbox && !/^\d{3}[ -]5\.7\.|\srelay(ing)?\b(?![@.-])/i.test(response)
}

/** What the server said, in one line; nothing of it about signing in, for some servers repeat what they were given. */
function whyOf({ code = 'Error', responseCode, response = '', message = '' }: SmtpError, { auth }: Server): string {
  if (code === 'EAUTH') return [code, responseCode].filter(Boolean).join(' ')
  if (code === 'EABORT') return 'ETIMEDOUT'
  // Without an answer it is this machine that knows more: that nobody listens there, or which certificate it does not trust.
  const said = oneLine(response || `${code} ${message}`).slice(0, 200)
  return auth?.pass ? said.replaceAll(auth.pass, '…') : said
}
