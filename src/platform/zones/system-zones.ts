import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { readTzif } from '../../lib/zones/read-tzif.ts'
import { isRelease } from '../../lib/zones/release.ts'
import { BrokenZone, type Zone } from '../../lib/zones/zone.ts'

/** The time zone rules that the machine has. */
export interface SystemZones {
  /** Of the IANA database; undefined where the machine does not tell. */
  release: string | undefined
  /** Each name and what it leads to: itself, or another. */
  names(): ReadonlyMap<string, string>
  /** Undefined where the file is not there, or is broken. */
  read(name: string): Zone | undefined
}

const nameGrammar = /^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/
/** The database has it for machines whose place nobody told. */
const noPlace = 'Factory'

export function openSystemZones(folder: string): SystemZones {
  const source = readText(join(folder, 'tzdata.zi'))
  let names: ReadonlyMap<string, string> | undefined
  const getNames = () => {
    names ??= source ? namesOf(source) : listNames(folder)
    return names
  }
  return {
    release: releaseOf(source, folder),
    names: getNames,
    read: name => (getNames().has(name) ? readZone(folder, name) : undefined),
  }
}

/** The database in its own compact form is laid beside the compiled files, and begins with its version. */
function releaseOf(source: string | undefined, folder: string): string | undefined {
  const found = /^# version (\S+)/.exec(source ?? '')?.[1] ?? readText(join(folder, '+VERSION'))?.trim()
  return found && isRelease(found) ? found : undefined
}

function namesOf(source: string): Map<string, string> {
  const names = new Map<string, string>()
  for (const line of source.split('\n')) {
    const [kind, first = '', second = ''] = line.split(' ', 3)
    if (kind === 'Z') names.set(first, first)
    if (kind === 'L') names.set(second, first)
  }
  for (const name of names.keys()) if (name === noPlace || !nameGrammar.test(name)) names.delete(name)
  return names
}

function listNames(folder: string): Map<string, string> {
  const names = new Map<string, string>()
  try {
    const root = realpathSync(folder)
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const name = relative(root, path).split(sep).join('/')
      if (entry.isDirectory() || name === noPlace || !nameGrammar.test(name)) continue
      const target = relative(root, realpathSync(path)).split(sep).join('/')
      names.set(name, nameGrammar.test(target) ? target : name)
    }
  } catch {
    // A machine without the folder has no rules.
  }
  return names
}

function readZone(folder: string, name: string): Zone | undefined {
  try {
    return readTzif(name, readFileSync(join(folder, name)))
  } catch (error) {
    if (error instanceof BrokenZone || isMissing(error)) return undefined
    throw error
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'EISDIR'].includes(String(code))
}
