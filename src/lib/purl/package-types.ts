import type { Purl } from './purl.ts'

/** What a package type asks beyond the general rules. */
interface TypeRules {
  namespace: 'required' | 'prohibited' | 'optional'
  /** Parts without case: their canonical form is lowercase. */
  lowercase?: readonly ('namespace' | 'name' | 'version' | 'subpath')[]
  /** The qualifiers that the type defines. */
  qualifiers?: readonly string[]
  /** The qualifier it can't do without. */
  requires?: string
  /** Any further normalization. */
  normalize?(purl: Purl): void
  /** What is wrong with the purl, if anything. */
  fault?(purl: Purl): string | undefined
}

/** By the type definitions of ECMA-427, as registered in package-url/purl-spec. A type that is absent has no rules of its own. */
const rulesByType = new Map<string, TypeRules>(
  Object.entries({
    alpm: { namespace: 'required', lowercase: ['namespace', 'name'], qualifiers: ['arch'] },
    apk: { namespace: 'required', lowercase: ['namespace', 'name'], qualifiers: ['arch'] },
    bazel: { namespace: 'prohibited', qualifiers: ['repository_url'] },
    bitbucket: { namespace: 'required', lowercase: ['namespace', 'name'] },
    bitnami: { namespace: 'prohibited', lowercase: ['name'], qualifiers: ['arch', 'distro'] },
    brew: { namespace: 'optional', lowercase: ['namespace', 'name'], qualifiers: ['repository_url'] },
    cargo: { namespace: 'prohibited' },
    'chrome-extension': { namespace: 'prohibited', lowercase: ['name'], fault: findChromeFault },
    cocoapods: { namespace: 'prohibited', fault: findPodFault },
    composer: { namespace: 'required', lowercase: ['namespace', 'name'] },
    conan: { namespace: 'optional', qualifiers: ['user', 'channel', 'rrev', 'prev'] },
    conda: { namespace: 'prohibited', qualifiers: ['build', 'channel', 'subdir', 'type'] },
    cpan: {
      namespace: 'optional',
      qualifiers: ['author', 'distpath', 'repository_url', 'download_url', 'vcs_url', 'ext'],
      normalize: writeAuthorInCapitals,
      fault: findCpanFault,
    },
    cran: { namespace: 'prohibited' },
    deb: { namespace: 'required', lowercase: ['namespace', 'name'], qualifiers: ['arch'] },
    docker: { namespace: 'optional' },
    gem: { namespace: 'prohibited', qualifiers: ['platform'] },
    generic: { namespace: 'optional', qualifiers: ['download_url', 'checksum'] },
    git: { namespace: 'required', normalize: splitHostFromRepository },
    github: { namespace: 'required', lowercase: ['namespace', 'name'] },
    // The prose of the definition still says lowercase, its data says case-sensitive; Go module paths are.
    golang: { namespace: 'required' },
    hackage: { namespace: 'prohibited', normalize: purl => replaceInName(purl, /_/g, '-') },
    hex: { namespace: 'optional', lowercase: ['namespace', 'name'] },
    huggingface: { namespace: 'required', lowercase: ['version'] },
    julia: { namespace: 'prohibited', qualifiers: ['uuid'], requires: 'uuid' },
    luarocks: { namespace: 'optional', lowercase: ['namespace', 'name'], qualifiers: ['repository_url'] },
    maven: { namespace: 'required', qualifiers: ['classifier', 'type'] },
    mlflow: { namespace: 'prohibited', qualifiers: ['model_uuid', 'run_id'], normalize: followModelServer },
    npm: { namespace: 'optional' },
    nuget: { namespace: 'prohibited' },
    oci: { namespace: 'prohibited', lowercase: ['name', 'version'], qualifiers: ['arch', 'repository_url', 'tag'] },
    opam: { namespace: 'prohibited' },
    otp: {
      namespace: 'prohibited',
      lowercase: ['name', 'subpath'],
      qualifiers: ['repository_url', 'platform', 'arch'],
    },
    pub: { namespace: 'prohibited', lowercase: ['name'], normalize: purl => replaceInName(purl, /[^a-z0-9_]/gu, '_') },
    pypi: {
      namespace: 'prohibited',
      lowercase: ['name', 'version'],
      qualifiers: ['file_name'],
      normalize: purl => replaceInName(purl, /_/g, '-'),
    },
    qpkg: { namespace: 'required', lowercase: ['namespace'] },
    rpm: { namespace: 'required', lowercase: ['namespace'], qualifiers: ['epoch', 'arch'] },
    swid: {
      namespace: 'optional',
      qualifiers: ['tag_id', 'tag_version', 'patch', 'tag_creator_name', 'tag_creator_regid'],
      requires: 'tag_id',
      normalize: writeGuidInLowercase,
      fault: findSwidFault,
    },
    swift: { namespace: 'required' },
    vcpkg: { namespace: 'prohibited', qualifiers: ['port_version', 'repository_revision', 'triplet'] },
    'vscode-extension': {
      namespace: 'required',
      lowercase: ['namespace', 'name', 'version'],
      qualifiers: ['platform'],
    },
    yocto: { namespace: 'optional', lowercase: ['namespace'], qualifiers: ['repository_url', 'layer_version'] },
  } satisfies Record<string, TypeRules>),
)

/** Normalizes the purl in place. Throws a SyntaxError where its type forbids it. */
export function applyTypeRules(purl: Purl) {
  const rules = rulesByType.get(purl.type)
  if (rules) normalizeParts(purl, rules)
  if (purl.name === '') throw new SyntaxError('A package URL needs a name')
  const fault = rules && findFault(purl, rules)
  if (fault) throw new SyntaxError(fault)
}

export function definesQualifier(type: string, key: string): boolean {
  return rulesByType.get(type)?.qualifiers?.includes(key) ?? false
}

/** Whether the slashes in the name separate segments: a git repository's name is its whole path on the host. */
export function namesArePaths(type: string): boolean {
  return type === 'git'
}

function normalizeParts(purl: Purl, rules: TypeRules) {
  for (const part of rules.lowercase ?? []) {
    const text = purl[part]
    if (text) purl[part] = text.toLowerCase()
  }
  rules.normalize?.(purl)
}

function findFault(purl: Purl, { namespace, requires, fault }: TypeRules): string | undefined {
  if (namespace === 'required' && !purl.namespace) return `A package URL of type ${purl.type} needs a namespace`
  if (namespace === 'prohibited' && purl.namespace) return `A package URL of type ${purl.type} has no namespace`
  if (requires && !purl.qualifiers?.[requires]) {
    return `A package URL of type ${purl.type} needs the qualifier ${requires}`
  }
  return fault?.(purl)
}

function replaceInName(purl: Purl, pattern: RegExp, replacement: string) {
  purl.name = purl.name.replace(pattern, replacement)
}

function writeAuthorInCapitals(purl: Purl) {
  if (purl.namespace) purl.namespace = purl.namespace.toUpperCase()
}

const hostsWithoutCase = new Set(['github', 'github.com', 'bitbucket', 'bitbucket.org'])

/** The namespace is the first segment, the host; all others name the repository. */
function splitHostFromRepository(purl: Purl) {
  const [host = '', ...repository] = `${purl.namespace ?? ''}/${purl.name}`.split('/').filter(Boolean)
  const path = repository.join('/')
  purl.namespace = host
  purl.name = hostsWithoutCase.has(host) ? path.toLowerCase() : path
}

/** Databricks servers ignore the case of a model's name, others keep it. */
function followModelServer(purl: Purl) {
  if (purl.qualifiers?.['repository_url']?.includes('databricks')) purl.name = purl.name.toLowerCase()
}

/** A tag id that is no GUID keeps its case. */
function writeGuidInLowercase(purl: Purl) {
  const tagId = purl.qualifiers?.['tag_id'] ?? ''
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(tagId)) {
    purl.qualifiers = { ...purl.qualifiers, tag_id: tagId.toLowerCase() }
  }
}

function findChromeFault({ name, version }: Purl): string | undefined {
  if (!/^[a-p]{32}$/.test(name)) return 'The name of a chrome-extension is 32 letters from a to p'
  if (version && !/^\d+(\.\d+){0,3}$/.test(version)) return 'The version of a chrome-extension is one to four numbers'
  return undefined
}

function findPodFault({ name }: Purl): string | undefined {
  if (/[\s+]|^\./.test(name)) return 'The name of a pod has no blank, no "+" and no "." in front'
  return undefined
}

function findCpanFault({ name }: Purl): string | undefined {
  if (name.includes('::')) return 'The name of a cpan package is its distribution, which has no "::"'
  return undefined
}

function findSwidFault({ namespace }: Purl): string | undefined {
  if (namespace && namespace.split('/').length > 2) return 'The namespace of a swid tag has two segments at most'
  return undefined
}
