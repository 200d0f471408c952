/** A `GEM`, `GIT`, `PATH` or `PLUGIN SOURCE` section: where gems come from. */
export interface GemSource {
  kind: string
  remotes: string[]
  /** The commit of a git repository. */
  revision: string | undefined
  specs: GemSpec[]
}

export interface GemSpec {
  name: string
  version: string
  /** `x86_64-linux`; absent where one gem serves all. */
  platform: string | undefined
  /** Names of the gems that it needs. */
  needs: string[]
}

export interface GemfileLock {
  sources: GemSource[]
  /** Names of the gems that the project asks for. */
  asked: string[]
}

const sourceKinds = new Set(['GEM', 'GIT', 'PATH', 'PLUGIN SOURCE'])

/** Throws a SyntaxError with the line. */
export function parseGemfileLock(text: string): GemfileLock {
  const lock: GemfileLock = { sources: [], asked: [] }
  let section = ''
  for (const [index, content] of text.split(/\r\n|\r|\n/).entries()) {
    if (content.trim() === '') continue
    if (/^[A-Z][A-Z ]*$/.test(content)) {
      section = content
      if (sourceKinds.has(section)) lock.sources.push({ kind: section, remotes: [], revision: undefined, specs: [] })
    } else if (!content.startsWith(' ') || !readEntry(lock, section, content)) {
      throw new SyntaxError(`This is no line of a Gemfile.lock (line ${index + 1})`)
    }
  }
  return lock
}

/** Whether it is an entry of that section. Sections that say nothing of what is used may hold anything. */
function readEntry(lock: GemfileLock, section: string, content: string): boolean {
  if (section === 'DEPENDENCIES') {
    const [, name] = /^ {2}([^\s!]+)!?( \(.*\))?!?$/.exec(content) ?? []
    if (name) lock.asked.push(name)
    return name !== undefined
  }
  const source = sourceKinds.has(section) ? lock.sources.at(-1) : undefined
  return !source || readOption(source, content) || readSpec(source, content)
}

function readOption(source: GemSource, content: string): boolean {
  const [, key, value = ''] = /^ {2}([a-z_]+):(?: (.*))?$/.exec(content) ?? []
  if (key === 'remote') source.remotes.push(value)
  if (key === 'revision') source.revision = value
  return key !== undefined
}

/** `    name (version-platform)`, where a version has no hyphen, and below it `      name (range)` for what it needs. */
function readSpec({ specs }: GemSource, content: string): boolean {
  const [, indent, name, inside = ''] = /^( {4}| {6})(\S+)(?: \((.*)\))?$/.exec(content) ?? []
  const last = specs.at(-1)
  if (!name) return false
  if (indent === '      ') last?.needs.push(name)
  else specs.push({ name, ...splitVersion(inside), needs: [] })
  return indent === '      ' ? last !== undefined : inside !== ''
}

function splitVersion(text: string): { version: string; platform: string | undefined } {
  const hyphen = text.indexOf('-')
  return hyphen < 0
    ? { version: text, platform: undefined }
    : { version: text.slice(0, hyphen), platform: text.slice(hyphen + 1) }
}
