import { isDevelopment } from '../group-names.ts'
import type { Dependency } from '../lockfile-reader.ts'

type Scope = Dependency['scope']

export interface GemfileGroups {
  /** Of each gem that the Gemfile names. */
  scopes: ReadonlyMap<string, Scope>
  /** Of what the lockfile says is asked for but the Gemfile does not name. */
  others: Scope
}

/**
 * A Gemfile is a program, of which the plain statements are read: gems, groups, and blocks as far as they end. What
 * `gemspec` adds without naming it is what the gem itself is developed with, unless other files are drawn in too.
 */
export function readGemfileGroups(text: string): GemfileGroups {
  const statements = readStatements(text)
  const isGem = statements.some(statement => /^gemspec\b/.test(statement))
  const drawsIn = statements.some(statement => /\b(eval_gemfile|instance_eval|eval)\b/.test(statement))
  return { scopes: readScopes(statements), others: isGem && !drawsIn ? 'development' : 'runtime' }
}

function readScopes(statements: readonly string[]): Map<string, Scope> {
  const scopes = new Map<string, Scope>()
  const blocks: (Scope | undefined)[] = []
  for (const statement of statements) {
    const [, , name] = /^gem[\s(]+(['"])([^'"]+)\1/.exec(statement) ?? []
    if (name) {
      const found = [scopes.get(name), ...scopesOfGem(statement, blocks.at(-1))]
      scopes.set(name, strongest(found) ?? 'runtime')
    } else if (/^end\b/.test(statement)) blocks.pop()
    else if (/^group\b.*\bdo$/.test(statement)) blocks.push(scopeOfGroups(statement))
    else if (opensBlock(statement)) blocks.push(blocks.at(-1))
  }
  return scopes
}

/** A comma at the end continues a statement. */
export function readStatements(text: string): string[] {
  const statements: string[] = []
  let open = ''
  for (const line of text.split(/\r\n|\r|\n/)) {
    const content = line
      .replace(/(^|\s)#.*$/, '')
      .replaceAll(/\s+/g, ' ')
      .trim()
    if (content === '') continue
    const isOpen = content.endsWith(',')
    open = open ? `${open} ${content}` : content
    if (isOpen) continue
    statements.push(open)
    open = ''
  }
  return open ? [...statements, open] : statements
}

function opensBlock(statement: string): boolean {
  if (/\bdo(\s*\|[^|]*\|)?$/.test(statement)) return true
  return /^(\w+ = )?(if|unless|case|begin|while|until|def|for)\b/.test(statement) && !/\bend$/.test(statement)
}

const groupsOption = /\bgroups?(?::|\s*=>)\s*(%[iw][[({][^\])}]*|\[[^\]]*|[:'"][\w-]+)/

/** A gem is in the groups that it names and in those of the block around it. */
function scopesOfGem(statement: string, around: Scope | undefined): (Scope | undefined)[] {
  const [, named] = groupsOption.exec(statement) ?? []
  return named === undefined ? [around ?? 'runtime'] : [around, strongest(wordsIn(named).map(scopeOfGroup))]
}

/** `group :a, 'b', optional: true do`; what is optional is installed on request only. */
function scopeOfGroups(statement: string): Scope {
  const [names = '', ...options] = statement.split(/,?\s*:?optional\b/)
  const words = wordsIn(names).filter(word => word !== 'group' && word !== 'do')
  const scope = strongest(words.map(scopeOfGroup)) ?? 'runtime'
  return scope === 'runtime' && /^[:\s=>]+true/.test(options.join()) ? 'optional' : scope
}

function wordsIn(text: string): string[] {
  return text.replace(/^%[iw]/, '').match(/[\w-]+/g) ?? []
}

/** Bundler gives groups no meaning. */
function scopeOfGroup(name: string): Scope {
  return isDevelopment(name) ? 'development' : 'runtime'
}

const scopes: readonly Scope[] = ['runtime', 'optional', 'development']

function strongest(some: readonly (Scope | undefined)[]): Scope | undefined {
  return scopes.find(scope => some.includes(scope))
}
