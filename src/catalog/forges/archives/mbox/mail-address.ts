import type { Account } from '../../records.ts'
import { told } from '../../told.ts'
import { decodeHeader } from './decode-text.ts'

const quoted = /^((?:"(?:[^"\\]|\\.)*"|[^<"])*)<([^<>]*)>/s

/** `Name <mail>`, also with the name in quotes, `mail (Name)`, `mail`, and as pipermail hides them: `name at example.org (Name)`. */
export function readAddress(raw: string): Account {
  const text = raw.trim()
  const angled = quoted.exec(text) ?? /^(.*?)<([^<>]*)>/s.exec(text)
  if (angled) return accountOf(angled[1], angled[2])
  const commented = /^(\S+(?:\s+at\s+\S+)?)\s*\((.*)\)\s*$/s.exec(text)
  if (commented) return accountOf(commented[2], commented[1])
  const mail = mailIn(text)
  return mail === undefined ? accountOf(text, '') : accountOf('', mail)
}

/** Several with commas between them. */
export function readAddresses(raw: string): Account[] {
  const parts = raw.match(/(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|[^,])+/g) ?? []
  return parts.flatMap(part => (part.trim() === '' ? [] : readAddress(part)))
}

function accountOf(rawName = '', rawMail = ''): Account {
  const email = mailIn(rawMail)
  const name = decodeHeader(
    rawName
      .trim()
      .replaceAll(/^["']+|["']+$/g, '')
      .replaceAll(/\\(.)/g, '$1'),
  )
  const isMail = mailIn(name) === email
  return told<Account>({ name: name === '' || isMail ? undefined : name, email })
}

function mailIn(text: string): string | undefined {
  const mail = text.trim().replace(/\s+at\s+/i, '@')
  return /^[^\s@<>()]+@[^\s@<>()]+$/.test(mail) ? mail : undefined
}
