import { parse } from 'yaml'
import type { MaintainerRole, NamedMaintainer } from './model.ts'

type Found = Omit<NamedMaintainer, 'path'>

const nobody = { name: null, email: null, login: null, team: null }
const most = 2000

/** Whom a file names as those who decide. What cannot be read names nobody. */
export function parseMaintainers(
  path: string,
  text: string,
  aliases: ReadonlyMap<string, readonly string[]> = new Map(),
): NamedMaintainer[] {
  const base = path.slice(path.lastIndexOf('/') + 1)
  const found = base.startsWith('CODEOWNERS')
    ? readCodeOwners(text)
    : base === 'OWNERS'
      ? readOwners(text, aliases)
      : readProse(text)
  const once = new Map(found.map(one => [JSON.stringify(one), one]))
  return [...once.values()].slice(0, most).map(one => ({ path, ...one }))
}

const email = /^[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]+$/
const login = /^@?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/

/** An account, a team (`@organization/team`) or an e-mail. */
function readOwner(word: string, role: MaintainerRole): Found[] {
  if (/^@[\w.-]+\/[\w./-]+$/.test(word)) return [{ ...nobody, role, team: word.slice(1) }]
  if (email.test(word)) return [{ ...nobody, role, email: word }]
  return /^@/.test(word) && login.test(word) ? [{ ...nobody, role, login: word.slice(1) }] : []
}

/** A pattern and its owners a line; a section of GitLab's may have owners of its own. */
function readCodeOwners(text: string): Found[] {
  return text.split('\n').flatMap(line => {
    const words = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .replace(/^\^?\[[^\]]*\](\[\d+\])?/, '[]')
      .split(/\s+/)
    return words.slice(1).flatMap(word => readOwner(word, 'owner'))
  })
}

const listed: [key: string, role: MaintainerRole][] = [
  ['approvers', 'approver'],
  ['reviewers', 'reviewer'],
]

/** Kubernetes' in YAML, or one account or e-mail a line. */
function readOwners(text: string, aliases: ReadonlyMap<string, readonly string[]>): Found[] {
  if (!/^\s*(approvers|reviewers|filters)\s*:/m.test(text)) return readLines(text)
  const document = readYamlOf(text)
  const lists = [document, ...Object.values(recordIn(document['filters'])).map(recordIn)]
  return lists.flatMap(list =>
    listed.flatMap(([key, role]) =>
      wordsIn(list[key])
        .flatMap(word => aliases.get(word.toLowerCase()) ?? [word])
        .flatMap(word => readOwner(email.test(word) ? word : `@${word.replace(/^@/, '')}`, role)),
    ),
  )
}

/** As Chromium has them; `per-file` and settings are passed over. */
function readLines(text: string): Found[] {
  return text.split('\n').flatMap(line => {
    const word = line.replace(/#.*$/, '').trim()
    return email.test(word) ? readOwner(word, 'owner') : word.startsWith('@') ? readOwner(word, 'owner') : []
  })
}

/** By name in small letters, the accounts. */
export function parseAliases(text: string): Map<string, string[]> {
  const entries = Object.entries(recordIn(readYamlOf(text)['aliases']))
  return new Map(entries.map(([name, value]) => [name.toLowerCase(), wordsIn(value)]))
}

const former = /\b(emerit(us|i)|former|alumni|past|retired|inactive|previous)\b/i

/** Lists and tables for people to read. A line is of one person; what stands under “emeritus” and the like is past. */
function readProse(text: string): Found[] {
  const found: Found[] = []
  let pastLevel = 0
  for (const line of text.split('\n')) {
    const [, marks, title = ''] = /^(#{1,6})\s+(.*)$/.exec(line) ?? []
    if (marks) {
      if (pastLevel === 0 || marks.length <= pastLevel) pastLevel = former.test(title) ? marks.length : 0
    } else if (pastLevel === 0) found.push(...readLine(line))
  }
  return found
}

/** `M:` names who maintains and `R:` who reviews, as Linux has it; other letters there name no people. */
function readLine(line: string): Found[] {
  const [, letter] = /^([A-Z]):\s/.exec(line) ?? []
  if (letter !== undefined && letter !== 'M' && letter !== 'R') return []
  const role = letter === 'R' ? 'reviewer' : 'maintainer'
  const addresses = [...line.matchAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g)].map(([address]) => address)
  const rest = line.replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, ' ')
  const logins = new Set([
    ...[
      ...rest.matchAll(
        /https?:\/\/(?:github\.com|gitlab\.com|gitee\.com|codeberg\.org)\/([\w.-]+)(?=[)\s>\]/|]|$)(?!\/[\w])/g,
      ),
    ].map(([, one = '']) => one),
    ...[...rest.matchAll(/(?<![\w/])@([A-Za-z0-9][\w.-]*[A-Za-z0-9])(?![\w/])/g)].map(([, one = '']) => one),
  ])
  const [first, ...others] = addresses
  const [account, ...more] = [...logins]
  const rows: Found[] = [
    ...others.map(address => ({ ...nobody, role, email: address }) as Found),
    ...more.map(one => ({ ...nobody, role, login: one }) as Found),
  ]
  if (first === undefined && account === undefined) return rows
  // Of several of a kind nobody says which belong together.
  const isOne = rows.length === 0
  if (!isOne && first !== undefined && account !== undefined)
    return [{ ...nobody, role, email: first }, { ...nobody, role, login: account }, ...rows]
  const name = isOne ? nameBefore(line) : null
  return [{ ...nobody, role, name, email: first ?? null, login: account ?? null }, ...rows]
}

/** What stands before the address, as `Name <address>` has it. */
function nameBefore(line: string): string | null {
  const name = /(?:^|[|*\-:\s])\s*([\p{L}][\p{L}.'’ -]{1,80}?)\s*[<(]/u.exec(line.replace(/^[A-Z]:/, ''))?.[1]
  return name?.trim() ?? null
}

function readYamlOf(text: string): Record<string, unknown> {
  try {
    return recordIn(parse(text, { maxAliasCount: 0 }))
  } catch {
    return {}
  }
}

function recordIn(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function wordsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'string').map(one => one.trim()) : []
}
