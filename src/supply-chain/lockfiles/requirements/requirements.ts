import { type DirectNeed, listDependencies } from '../dependency-graph.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { linkPythonPackages, type PythonPackage } from '../python-graph.ts'
import { formatPythonPurl, normalizePythonName } from '../python-package-url.ts'
import { findPin, parsePythonRequirement } from '../python-requirement.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { findArchive } from './archive-name.ts'
import { type RequirementLine, readRequirementLines } from './requirement-lines.ts'
import { type Askers, createViaReader } from './via.ts'

/** pip's requirements and constraints files, those that pip-compile and uv write included. */
export const requirements: LockfileReader = {
  name: 'requirements',
  reads: path =>
    /(^|\/)([^/]+[-_.])?(requirements|constraints)([-_.\d][^/]*)?\.txt$/.test(path) ||
    /(^|\/)requirements\/[^/]+\.txt$/.test(path),
  read,
}

type Warning = NonNullable<Inventory['warnings']>[number]

interface Listed extends PythonPackage {
  askers: Askers | undefined
}

interface Listing {
  listed: Listed[]
  warnings: Warning[]
  /** Lines that pip has a use for. */
  understood: number
}

function read(text: string): Inventory {
  const { listed, warnings, understood } = readListing(withoutByteOrderMark(text))
  const [first] = warnings
  if (first && understood === 0) throw new SyntaxError(`${first.text.en} (line ${first.line})`)
  return { dependencies: listAsked(listed), ...(warnings.length > 0 && { warnings }) }
}

function readListing(text: string): Listing {
  const listing: Listing = { listed: [], warnings: [], understood: 0 }
  const via = createViaReader()
  for (const line of readRequirementLines(text)) {
    if (line.content) readContent(listing, line)
    const askers = via.read(line)
    const last = listing.listed.at(-1)
    if (askers && last) last.askers = join(last.askers, askers)
  }
  return listing
}

function join(one: Askers | undefined, other: Askers): Askers {
  for (const name of other.packages) one?.packages.push(name)
  return one ? { project: one.project || other.project, packages: one.packages } : other
}

function readContent(listing: Listing, { line, content }: RequirementLine) {
  const [, option = '', value = ''] = /^(--?[\w-]+)[\s=]*(.*)$/s.exec(content) ?? []
  try {
    if (/^(-r|--requirement|-c|--constraint)$/.test(option)) listing.warnings.push(warnOfOtherFile(value, line))
    else if (/^(-e|--editable)$/.test(option)) listing.listed.push(...readAddress(value))
    else if (!option) listing.listed.push(...readRequirement(withoutOptions(content)))
    listing.understood++
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    listing.warnings.push(warnOfUnreadable(content, line))
  }
}

/** Options of a single requirement, its hashes above all, stand behind it. */
function withoutOptions(content: string): string {
  const at = content.search(/\s-/)
  return at < 0 ? content : content.slice(0, at)
}

function readRequirement(text: string): Listed[] {
  if (isAddress(text)) return readAddress(text)
  const { name, specifier, url } = parsePythonRequirement(text)
  if (url) return url.startsWith('file:') ? [] : [list(name, findArchive(url)?.version, url)]
  const version = findPin(specifier)
  return [list(name, version, undefined, version ? undefined : specifier)]
}

/** A folder, or an archive in one, is the project's own; the name of what is elsewhere is in its address. */
function readAddress(text: string): Listed[] {
  const [url = ''] = text.split(/\s/, 1)
  if (!url.includes('://') || url.startsWith('file:')) return []
  const [, egg] = /[#&]egg=([a-z\d._-]+)/i.exec(url) ?? []
  const archive = findArchive(url)
  const name = egg ?? archive?.name
  if (!name) throw new SyntaxError('The address does not say what package it leads to')
  return [list(name, archive?.version, url)]
}

function isAddress(text: string): boolean {
  return /^(\.|\/|[a-z][a-z\d+.-]*:\/\/)/i.test(text) || /^[^\s@[;]+[/\\]/.test(text)
}

function list(name: string, version?: string, source?: string, requirement?: string): Listed {
  const purl = formatPythonPurl({ name, version, source })
  return {
    name: normalizePythonName(name),
    locked: { purl, needs: [], ...(requirement && { requirement }) },
    asks: [],
    extras: new Map(),
    askers: undefined,
  }
}

/**
 * Older pip-compile leaves out who asked where it was the project, and a list by hand is one of what the project asks for.
 * Who asks without being listed is the project too: uv calls it by its name.
 */
function listAsked(listed: readonly Listed[]): Inventory['dependencies'] {
  const graph = linkPythonPackages(listed)
  const direct: DirectNeed[] = []
  for (const { locked, askers } of listed) {
    const found = askers?.packages.map(name => graph.find({ name, extras: [] })) ?? []
    const isDirect = !askers || askers.project || found.some(packages => packages.length === 0)
    if (isDirect) direct.push({ of: locked, scope: 'runtime' })
    for (const asker of found.flat()) asker.needs.push({ of: locked, optional: false })
  }
  return listDependencies({ packages: graph.packages(), direct, complete: true })
}

function warnOfOtherFile(path: string, line: number): Warning {
  const text = {
    en: `What ${path} lists counts too; it is read as a file of its own`,
    zh: `${path} 所列内容同样有效，该文件另行读取`,
  }
  return { text, line }
}

function warnOfUnreadable(content: string, line: number): Warning {
  const start = content.slice(0, 100)
  const text = { en: `This names no package: ${start}`, zh: `这一行没有指明软件包：${start}` }
  return { text, line }
}
