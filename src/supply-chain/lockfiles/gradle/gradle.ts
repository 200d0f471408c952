import { formatPurl } from '../../../lib/purl/purl.ts'
import type { Dependency, LockfileReader } from '../lockfile-reader.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { needsToRun } from './configurations.ts'

/** gradle.lockfile, and those of the build script and of the settings. Which module asks for which is in none of them. */
export const gradle: LockfileReader = {
  name: 'gradle',
  reads: path => /(^|\/)(buildscript-|settings-)?gradle\.lockfile$/.test(path),
  covers: path => !path.includes('/') && /\.gradle(\.kts)?$/.test(path),
  read: text => ({ dependencies: list(parse(withoutByteOrderMark(text))) }),
}

interface LockedLine {
  /** Absent in the line of the configurations that are empty. */
  purl: string | undefined
  configurations: string[]
}

/** Throws a SyntaxError with the line. */
function parse(text: string): LockedLine[] {
  return text.split(/\r\n|\r|\n/).flatMap((content, index): LockedLine[] => {
    const line = content.trim()
    if (line === '' || line.startsWith('#')) return []
    const equals = line.lastIndexOf('=')
    const configurations = line
      .slice(equals + 1)
      .split(',')
      .filter(Boolean)
    if (line.slice(0, equals) === 'empty') return [{ purl: undefined, configurations }]
    const [, group, name, version] = /^([^:\s]+):([^:\s]+):([^:\s]+)$/.exec(line.slice(0, Math.max(equals, 0))) ?? []
    if (!group || !name || !version) throw new SyntaxError(`This is no line of a gradle.lockfile (line ${index + 1})`)
    return [{ purl: formatPurl({ type: 'maven', namespace: group, name, version }), configurations }]
  })
}

function list(lines: readonly LockedLine[]): Dependency[] {
  const known = new Set(lines.flatMap(line => line.configurations))
  const running = new Set([...known].filter(needsToRun(known)))
  const dependencies = new Map<string, Dependency>()
  for (const { purl, configurations } of lines) {
    if (!purl) continue
    const isNeeded = dependencies.get(purl)?.scope === 'runtime' || configurations.some(name => running.has(name))
    dependencies.set(purl, { purl, relation: 'unknown', scope: isNeeded ? 'runtime' : 'development' })
  }
  return [...dependencies.values()].sort((one, other) => (one.purl < other.purl ? -1 : 1))
}
