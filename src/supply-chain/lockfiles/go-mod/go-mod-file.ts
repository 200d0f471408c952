export interface GoModule {
  path: string
  /** With its `v`. */
  version: string
}

export interface GoRequirement extends GoModule {
  isIndirect: boolean
  /** From 1. */
  line: number
}

export interface GoModFile {
  goVersion: string | undefined
  requirements: GoRequirement[]
  /** By `path`, or `path@version` where for that version only. A folder has no version. */
  replacements: Map<string, GoModule>
  /** Those of the required modules that a tool comes from. */
  tools: Set<string>
}

/** Of a go.work, which replaces modules for all that it uses. Throws a SyntaxError with the line. */
export function parseGoWork(text: string): GoModFile['replacements'] {
  const statements = [...readStatements(text)]
  return new Map(statements.filter(({ verb }) => verb === 'replace').map(readReplacement))
}

interface Statement {
  verb: string
  words: string[]
  comment: string
  line: number
}

/**
 * By the Go Modules Reference, "go.mod files". Directives that say nothing of what is used, those of later versions of Go
 * included, are passed over. Throws a SyntaxError with the line.
 */
export function parseGoMod(text: string): GoModFile {
  const statements = [...readStatements(text)]
  const of = (verb: string) => statements.filter(statement => statement.verb === verb)
  if (of('module').length === 0) throw new SyntaxError('This is no go.mod: it names no module')
  const requirements = of('require').map(readRequirement)
  return {
    goVersion: of('go')[0]?.words[0],
    requirements,
    replacements: new Map(of('replace').map(readReplacement)),
    tools: findModules(
      of('tool').flatMap(({ words }) => words.slice(0, 1)),
      new Set(requirements.map(({ path }) => path)),
    ),
  }
}

/** `require (`, statements without their verb, `)`; or a statement a line. */
function* readStatements(text: string): Generator<Statement> {
  let block: string | undefined
  for (const [index, content] of text.split(/\r\n|\r|\n/).entries()) {
    const { words, comment } = splitLine(content)
    const [first, second] = words
    if (first === undefined) continue
    if (block === undefined && second === '(') block = first
    else if (first === ')') block = undefined
    else if (block === undefined) yield { verb: first, words: words.slice(1), comment, line: index + 1 }
    else yield { verb: block, words, comment, line: index + 1 }
  }
}

/** Words are bare, "quoted" or `raw`, where a quote that does not end ends with the line; a comment begins anywhere. */
const wordPattern = /\/\/(.*)|"((?:[^"\\]|\\(?:.|$))*)(?:"|$)|`([^`]*)(?:`|$)|([()])|((?:(?!\/\/)[^\s()"`])+)/gs

function splitLine(content: string): { words: string[]; comment: string } {
  const words: string[] = []
  for (const [, comment, quoted, raw, bracket, bare] of content.matchAll(wordPattern)) {
    if (comment !== undefined) return { words, comment: comment.trim() }
    words.push(quoted ?? raw ?? bracket ?? bare ?? '')
  }
  return { words, comment: '' }
}

function readRequirement({ words, comment, line }: Statement): GoRequirement {
  const [path, version] = words
  if (!path || !version) throw new SyntaxError(`A requirement is a module and its version (line ${line})`)
  return { path, version, isIndirect: /^indirect(;|$)/.test(comment), line }
}

/** `path [version] => path version`, or a folder in place of the latter. */
function readReplacement({ words, line }: Statement): [replaced: string, by: GoModule] {
  const arrow = words.indexOf('=>')
  const [path, version] = words.slice(0, Math.max(arrow, 0))
  const [by, byVersion = ''] = words.slice(arrow + 1)
  if (!path || !by) throw new SyntaxError(`A replacement is a module, "=>" and what takes its place (line ${line})`)
  return [version ? `${path}@${version}` : path, { path: by, version: byVersion }]
}

/** No package has a longer one. */
const longestPath = 300

/** A package belongs to the module with the longest path that begins its own. */
function findModules(packages: readonly string[], modules: ReadonlySet<string>): Set<string> {
  const found = new Set<string>()
  for (const one of packages) {
    let path = one.slice(0, longestPath)
    while (path !== '' && !modules.has(path)) path = path.slice(0, Math.max(path.lastIndexOf('/'), 0))
    if (path) found.add(path)
  }
  return found
}
