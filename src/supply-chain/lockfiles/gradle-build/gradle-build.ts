import { type Asked, listAsked } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { linesOfCode } from './lines-of-code.ts'

/** build.gradle and build.gradle.kts: the dependencies that are written in them. They are programs, and never run. */
export const gradleBuild: LockfileReader = {
  name: 'gradle-build',
  reads: path => /(^|\/)[^/]+\.gradle(\.kts)?$/.test(path) && !/(^|\/)settings\.gradle(\.kts)?$/.test(path),
  read,
}

const longestLine = 2000
const names =
  'api|implementation|compile|runtime|compileOnly|runtimeOnly|compileOnlyApi|provided|annotationProcessor|kapt|ksp|classpath|' +
  'coreLibraryDesugaring|' +
  '[a-z][a-zA-Z0-9]{0,80}(?:Implementation|Api|CompileOnly|RuntimeOnly|AnnotationProcessor|Compile|Runtime)'
/** Kotlin writes those that a plugin adds in quotes. */
const configuration = new RegExp(
  `(?:^|[\\s{;(])(?:"(${names})"|(${names}))[\\s(]+(?:(?:enforcedP|p)latform\\s*\\(\\s*)?(.*)$`,
)
const variable = /(?:^|[\s.{])(\w{1,80})\s*(?::\s*String\s*)?=\s*["']([\w.+-]{1,80})["']/
const byName =
  /^\[?\s*group\s*[:=]\s*["']([^"']+)["']\s*,\s*name\s*[:=]\s*["']([^"']+)["'](?:\s*,\s*version\s*[:=]\s*["']?([^"',)\s]+))?/

function read(text: string): Inventory {
  const lines = linesOfCode(withoutByteOrderMark(text)).map(line => line.slice(0, longestLine))
  const known = new Map(
    lines.flatMap(line => {
      const [, name = '', value = ''] = variable.exec(line) ?? []
      return name === '' ? [] : [[name, value] as const]
    }),
  )
  return listAsked(lines.flatMap(line => readLine(line, known)))
}

function readLine(line: string, known: ReadonlyMap<string, string>): Asked[] {
  const found = configuration.exec(line)
  if (!found || isInText(line.slice(0, found.index))) return []
  const [, quoted, bare, rest = ''] = found
  const name = quoted ?? bare ?? ''
  const named = byName.exec(rest)
  if (named) return ask(name, [named[1] ?? '', named[2] ?? '', versionNamed(named[3], known)], known)
  const coordinates = /^["']([^"'\s]+)["']/.exec(rest)?.[1]
  return coordinates === undefined ? [] : ask(name, coordinates.split(':'), known)
}

function isInText(before: string): boolean {
  return (before.split('"').length + before.split("'").length) % 2 === 1
}

/** A variable needs no sign where no text is around it. */
function versionNamed(written: string | undefined, known: ReadonlyMap<string, string>): string | undefined {
  return written !== undefined && known.has(written) ? `$${written}` : written
}

/** `:core` names a folder of the project. */
function ask(
  configuration: string,
  [group = '', name = '', written]: readonly (string | undefined)[],
  known: ReadonlyMap<string, string>,
): Asked[] {
  const [namespace, artifact] = [resolve(group, known), resolve(name, known)]
  if (!namespace || !artifact) return []
  const range = written === undefined ? undefined : resolve(written.replace(/@\w+$/, ''), known)
  const version = range && !/[[\](),+]|^latest\./.test(range) ? range : undefined
  const purl = formatPackageUrl(`${namespace}:${artifact}`, { type: 'maven', namespace, name: artifact, version })
  return [{ purl, scope: scopeOf(configuration), requirement: version ? undefined : range }]
}

/** Undefined where it is known only when the program runs. */
function resolve(text: string, known: ReadonlyMap<string, string>): string | undefined {
  const resolved = text.replaceAll(
    /\$\{?(?:rootProject\.|project\.|ext\.|extra\.)*(\w+)\}?/g,
    (whole, name: string) => {
      return known.get(name) ?? whole
    },
  )
  return /[${}]/.test(resolved) ? undefined : resolved
}

/** What is there where the program runs, or is needed to build it only, is not shipped. */
function scopeOf(configuration: string): Asked['scope'] {
  const isBuilding = /^(classpath|kapt|ksp|provided|compileOnly|annotationProcessor)$/
  if (isBuilding.test(configuration)) return 'development'
  return /test|androidTest|debug|benchmark|AnnotationProcessor|CompileOnly/i.test(configuration) &&
    configuration !== 'compileOnlyApi'
    ? 'development'
    : 'runtime'
}
