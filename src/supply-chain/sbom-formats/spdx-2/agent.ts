import type { Party, Tool } from '../sbom.ts'

const keywords = { 'Person:': 'person', 'Organization:': 'organization' } as const
const toolKeyword = 'Tool:'
/** The version begins at the first hyphen with a digit behind it, or a `v` and a digit. */
const toolVersion = /^(.+?)-(v?\d.*)$/s
const nobody = 'Organization: anonymous'

/** `Person: Jane Doe (jane@example.com)`, 6.8: the parentheses may be empty or missing, or belong to the name. */
export function isAgent(text: string): boolean {
  return isLine(text) && splitAgent(text) !== undefined
}

export function isAgentOrTool(text: string): boolean {
  return isAgent(text) || (isLine(text) && readTool(text) !== undefined)
}

function splitAgent(text: string): Party | undefined {
  const keyword = Object.keys(keywords).find(one => text.startsWith(one)) as keyof typeof keywords | undefined
  if (!keyword) return undefined
  const { name, email } = splitEmail(text.slice(keyword.length).trim())
  if (name === '') return undefined
  return email ? { kind: keywords[keyword], name, email } : { kind: keywords[keyword], name }
}

function splitEmail(text: string): { name: string; email?: string } {
  const open = text.endsWith(')') ? text.lastIndexOf('(') : -1
  if (open < 0) return { name: text }
  const email = text.slice(open + 1, -1).trim()
  return email === '' || email.includes('@') ? { name: text.slice(0, open).trimEnd(), email } : { name: text }
}

/** Undefined for NOASSERTION and for nothing. */
export function readParty(text: string): Party | undefined {
  const party = splitAgent(text)
  if (party) return party
  return text.trim() === '' || text === 'NOASSERTION' ? undefined : { kind: 'unknown', name: text.trim() }
}

/** What reads as this party again, or what comes nearest: SPDX 2 knows no third kind beside persons and organizations. */
export function writeParty({ kind, name, email }: Party): string {
  return `${kind === 'person' ? 'Person' : 'Organization'}: ${oneLine(name)}${email ? ` (${oneLine(email)})` : ''}`
}

export function readTool(text: string): Tool | undefined {
  const name = text.startsWith(toolKeyword) ? text.slice(toolKeyword.length).trim() : ''
  if (name === '') return undefined
  const [, before, version] = toolVersion.exec(name) ?? []
  return before && version ? { name: before, version } : { name }
}

/** What reads as this tool again; where name and version would run into each other, what comes nearest. */
export function writeTool({ name, version }: Tool): string {
  return `Tool: ${oneLine(version ? `${name}-${version}` : name)}`
}

/** Who wishes not to be named, or was not known. */
export function isNobody(text: string): boolean {
  const party = splitAgent(text)
  return party?.name.toLowerCase() === 'anonymous' && !party.email
}

/** SPDX wants somebody named, and has this word for who is not. */
export function writeNobody(): string {
  return nobody
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').trim() || 'unnamed'
}

function isLine(text: string): boolean {
  return !/[\r\n]/.test(text)
}
