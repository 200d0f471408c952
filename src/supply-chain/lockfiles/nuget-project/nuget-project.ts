import { type Asked, listAsked, type Warning } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { findNugetPin, formatNugetPurl } from '../nuget/nuget-graph.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { fillIn, type MsBuildFile, type MsBuildItem, parseMsBuild } from './ms-build.ts'

const upwards = Array.from({ length: 6 }, (_, depth) => '../'.repeat(depth))
const versionsFiles = upwards.map(up => `${up}Directory.Packages.props`)
const sharedFiles = upwards.map(up => `${up}Directory.Build.props`)

/**
 * Projects of C#, F# and Visual Basic: the packages that they refer to, with the versions that one file above sets for
 * all, and those that all projects below a folder refer to.
 */
export const nugetProject: LockfileReader = {
  name: 'nuget-project',
  reads: path => /(^|\/)[^/]+\.(cs|fs|vb)proj$/.test(path),
  companions: [...versionsFiles, ...sharedFiles],
  read,
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const project = parseMsBuild(withoutByteOrderMark(text))
  // MSBuild takes the nearest of each only.
  const above = [sharedFiles, versionsFiles].flatMap(paths => readNearest(paths, companions))
  const files = [...above, project]
  const properties = new Map(files.flatMap(file => [...file.properties]))
  const items = files.flatMap(file => file.items)
  const central = new Map(
    items
      .filter(item => item.kind === 'PackageVersion')
      .flatMap(({ names, about }) =>
        names.map((name): [string, string] => [name.toLowerCase(), about.get('version') ?? '']),
      ),
  )
  const asked: Asked[] = []
  const warnings: Warning[] = []
  for (const item of items.filter(item => referenceKinds.has(item.kind)))
    for (const name of item.names.map(name => fillIn(name, properties))) {
      const range = fillIn(findRange(item, central.get(name.toLowerCase())), properties)
      if (name.includes('$(')) warnings.push(warnOfName(name, item.line))
      else asked.push(ask(name, range, item))
    }
  return listAsked(asked, warnings)
}

const referenceKinds = new Set([
  'PackageReference',
  'GlobalPackageReference',
  'PackageDownload',
  'DotNetCliToolReference',
])

/** One that is broken says nothing. */
function readNearest(paths: readonly string[], companions: Readonly<Record<string, string>>): MsBuildFile[] {
  const text = paths.map(path => companions[path]).find(text => text !== undefined)
  if (text === undefined) return []
  try {
    return [parseMsBuild(withoutByteOrderMark(text))]
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

function findRange({ about }: MsBuildItem, central: string | undefined): string {
  return about.get('versionoverride') ?? about.get('version') ?? central ?? ''
}

/** What is private to the project in all its parts, as analyzers are, is there to build it. */
function ask(name: string, range: string, { kind, about }: MsBuildItem): Asked {
  const isOfBuild = kind !== 'PackageReference' || /^all$/i.test(about.get('privateassets') ?? '')
  const version = findNugetPin(range)
  const requirement = version || range === '*' ? undefined : range
  return { purl: formatNugetPurl(name, version), scope: isOfBuild ? 'development' : 'runtime', requirement }
}

function warnOfName(name: string, line: number): Warning {
  const text = {
    en: `${name} is missing: what its property stands for is not known here`,
    zh: `缺少 ${name}：此处不知道该属性的取值`,
  }
  return { text, line }
}
