import type { Dependency } from './lockfile-reader.ts'
import type { PythonAsk } from './python-graph.ts'
import { normalizePythonName } from './python-package-url.ts'
import { parsePythonRequirement } from './python-requirement.ts'
import { formatGitSource } from './source-url.ts'
import { parseToml } from './toml.ts'
import { listIn, recordIn, recordsIn, textIn } from './untrusted.ts'

/** What a pyproject.toml asks for, by normalized name. */
export interface ProjectAsk extends PythonAsk {
  scope: Dependency['scope']
  /** As it is written, for people. */
  requirement: string
  /** Without the name, empty where any version will do. */
  range: string
  /** Where it comes from, if not from an index. */
  source?: string
  /** A folder of the project. */
  isOwn?: boolean
}

/** By the fields of Python itself (PEP 621, PEP 735), by those of Poetry and of PDM. Throws a SyntaxError. */
export function readProjectAsks(text: string, path = 'pyproject.toml'): ProjectAsk[] {
  const content = parseToml(text, path)
  const poetry = recordIn(recordIn(content['tool'])['poetry'])
  const name = normalizePythonName(textIn(recordIn(content['project'])['name']) ?? textIn(poetry['name']) ?? '')
  // One extra may ask for another by the name of the project itself.
  return [...standardAsks(content), ...poetryAsks(poetry)].filter(ask => ask.name !== name)
}

/** Texts of PEP 508; what is no such text is left out. */
export function readRequirements(value: unknown): Omit<ProjectAsk, 'scope'>[] {
  return listIn(value).flatMap(requirement => {
    if (typeof requirement !== 'string') return []
    try {
      const { name, extras, specifier, url } = parsePythonRequirement(requirement)
      const plain = { name: normalizePythonName(name), extras: extras.map(normalizePythonName), requirement }
      return [{ ...plain, range: specifier, ...(url && { source: url, isOwn: url.startsWith('file:') }) }]
    } catch (error) {
      if (error instanceof SyntaxError) return []
      throw error
    }
  })
}

function standardAsks(content: Record<string, unknown>): ProjectAsk[] {
  const project = recordIn(content['project'])
  const pdm = recordIn(recordIn(content['tool'])['pdm'])
  const ofScope = (lists: unknown[], scope: ProjectAsk['scope']) =>
    lists.flatMap(readRequirements).map(ask => ({ ...ask, scope }))
  return [
    ...ofScope([project['dependencies']], 'runtime'),
    ...ofScope(Object.values(recordIn(project['optional-dependencies'])), 'optional'),
    ...ofScope(Object.values(recordIn(content['dependency-groups'])), 'development'),
    ...ofScope(Object.values(recordIn(pdm['dev-dependencies'])), 'development'),
  ]
}

function poetryAsks(poetry: Record<string, unknown>): ProjectAsk[] {
  const groups = [...recordsIn(poetry['group'])].map(([name, group]) => ({ name, asks: group['dependencies'] }))
  const isMain = (group: { name: string }) => group.name === 'main'
  const development = [poetry['dev-dependencies'], ...groups.filter(group => !isMain(group)).map(group => group.asks)]
  return [
    ...[poetry['dependencies'], ...groups.filter(isMain).map(group => group.asks)].flatMap(readPoetryTable),
    ...development.flatMap(readPoetryTable).map(ask => ({ ...ask, scope: 'development' as const })),
  ]
}

/** By name a range, a record with one, or a list of those for several platforms. Python itself is no package. */
export function readPoetryTable(value: unknown): ProjectAsk[] {
  return Object.entries(recordIn(value)).flatMap(([written, about]) => {
    const name = normalizePythonName(written)
    if (name === 'python') return []
    const variants = Array.isArray(about) ? about : [about]
    return variants.map(variant => readPoetryAsk(name, variant))
  })
}

function readPoetryAsk(name: string, variant: unknown): ProjectAsk {
  const about = recordIn(variant)
  const extras = listIn(about['extras']).filter(extra => typeof extra === 'string')
  const range = textIn(variant) ?? textIn(about['version'])
  return {
    name,
    extras: extras.map(normalizePythonName),
    scope: about['optional'] === true ? 'optional' : 'runtime',
    requirement: range ? `${name} ${range}` : name,
    range: range === undefined || range === '*' ? '' : range,
    ...describeOrigin(about),
  }
}

function describeOrigin(about: Record<string, unknown>): { source?: string; isOwn?: boolean } {
  const { git, url, path, rev, tag, branch, ref } = about
  const repository = textIn(git)
  if (repository)
    return { source: formatGitSource(repository, textIn(rev) ?? textIn(tag) ?? textIn(branch) ?? textIn(ref)) }
  const address = textIn(url)
  return address ? { source: address } : path === undefined ? {} : { isOwn: true }
}
