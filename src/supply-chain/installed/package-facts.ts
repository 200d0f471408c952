import { formatPurl, type PurlParts } from '../../lib/purl/purl.ts'
import type { InstalledPackage, InstalledWarning } from './installed-reader.ts'

/** Longer than what names a license or a person: a whole text that stands where a name should. */
const longest = 500
const mostAuthors = 50

/** Facts that may be missing or empty. Those that are go, and addresses lose what may be a password. */
export type PackageFacts = {
  [Key in keyof Omit<InstalledPackage, 'purl'>]?: InstalledPackage[Key] | undefined
}

/** Of one file: more than anyone installs. */
const mostPackages = 100_000
const mostWarnings = 100

/** Where nearly every line is wrong, the first hundred will do. */
export function addWarning(warnings: InstalledWarning[], warning: InstalledWarning) {
  if (warnings.length < mostWarnings) warnings.push(warning)
}

/** Of a file that tells of many: one that makes no package is told, and the others go on. */
export function addPackage(
  { packages, warnings }: { packages: InstalledPackage[]; warnings: InstalledWarning[] },
  make: () => InstalledPackage,
  line?: number,
) {
  if (packages.length === mostPackages) throw new SyntaxError(`it tells of more than ${mostPackages} packages`)
  try {
    packages.push(make())
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const { message } = error
    addWarning(warnings, {
      text: { en: message, zh: `无法识别软件包：${message}` },
      ...(line !== undefined && { line }),
    })
  }
}

/** Throws a SyntaxError that tells which package it was where the parts make no package URL with a version. */
export function installedPackage(written: string, parts: PurlParts, facts: PackageFacts): InstalledPackage {
  const { license, evidence, relation, scope, authors, repository, homepage } = facts
  const shown = [...new Set(authors?.map(withoutAddress).filter(isName))].slice(0, mostAuthors)
  const [code, page] = [addressOf(repository), addressOf(homepage)]
  return {
    purl: purlOf(written, parts),
    ...(license && { license }),
    ...(license && evidence && { evidence }),
    ...(relation && { relation }),
    ...(scope && { scope }),
    ...(shown.length > 0 && { authors: shown }),
    ...(code && { repository: code }),
    ...(page && { homepage: page }),
  }
}

function purlOf(written: string, parts: PurlParts): string {
  if (!parts.version) throw new SyntaxError(`${JSON.stringify(written.slice(0, 200))} has no version`)
  try {
    return formatPurl(parts)
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new SyntaxError(`${JSON.stringify(written.slice(0, 200))} names no package: ${error.message}`)
    throw error
  }
}

/** `Ann <ann@example.com> (https://ann.example)`: the name will do. */
function withoutAddress(text: string): string {
  return (text.split(/[<(]/, 1)[0] ?? '').trim()
}

function isName(text: string): boolean {
  return text.length <= longest && /[\p{L}\p{N}]/u.test(text) && !text.includes('@')
}

function addressOf(text: string | undefined): string | undefined {
  if (!text || text.length > longest || /\s/.test(text) || !/[./]/.test(text)) return undefined
  return text.replace(/^([a-z][a-z\d+.-]*:\/\/)(?!git@)[^/@]*@/i, '$1')
}
