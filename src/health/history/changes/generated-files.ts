import { type AttributeRule, findAttribute } from '../../../lib/git-attributes/attributes.ts'

/** What GitHub's Linguist reads in .gitattributes. */
export const attributeNames: ReadonlySet<string> = new Set(['linguist-generated', 'linguist-vendored'])

/**
 * Whether a program wrote the file, or another project: lock files, vendored code, minified and compiled output, snapshots.
 * The repository's own .gitattributes decides first. By the path alone, as facts keep no contents.
 */
export function isGenerated(path: string, rules: readonly AttributeRule[]): boolean {
  const stated = [...attributeNames].map(name => findAttribute(rules, path, name)).filter(value => value !== undefined)
  if (stated.some(value => value === true || value === 'true')) return true
  if (stated.length > 0) return false
  const names = path.split('/')
  const file = names.pop() ?? ''
  return (
    lockFiles.has(file) || names.some(isVendored) || endings.test(file) || starts.test(file) || inFolder(names, file)
  )
}

const lockFiles = new Set([
  '.pnp.cjs',
  '.pnp.js',
  '.pnp.loader.mjs',
  '.terraform.lock.hcl',
  'Cargo.lock',
  'Chart.lock',
  'Gemfile.lock',
  'Gopkg.lock',
  'MODULE.bazel.lock',
  'Manifest.toml',
  'Package.resolved',
  'Pipfile.lock',
  'Podfile.lock',
  'bun.lock',
  'bun.lockb',
  'cabal.project.freeze',
  'composer.lock',
  'conan.lock',
  'deno.lock',
  'devbox.lock',
  'flake.lock',
  'glide.lock',
  'go.sum',
  'go.work.sum',
  'gradle.lockfile',
  'gradlew',
  'gradlew.bat',
  'mix.lock',
  'mvnw',
  'mvnw.cmd',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'packages.lock.json',
  'paket.lock',
  'pdm.lock',
  'pixi.lock',
  'pnpm-lock.yaml',
  'poetry.lock',
  'pubspec.lock',
  'stack.yaml.lock',
  'uv.lock',
  'yarn.lock',
])

const vendored = new Set([
  '.yarn',
  '3rdparty',
  'Carthage',
  'Godeps',
  'Pods',
  '__generated__',
  '__pycache__',
  '__snapshots__',
  'bower_components',
  'jspm_packages',
  'node_modules',
  'third-party',
  'third_party',
  'thirdparty',
  'vendor',
  'vendored',
  'vendors',
])

function isVendored(folder: string) {
  return vendored.has(folder) || folder.endsWith('.xcodeproj') || folder.endsWith('.dist-info')
}

/** What compilers, code generators, bundlers and test runners call their output. */
const endings = new RegExp(
  `(?:${[
    '[._-]min\\.(?:js|mjs|cjs|css)',
    '\\.bundle\\.js',
    '\\.(?:js|css|mjs|cjs)\\.map',
    '\\.snap',
    '\\.pb\\.(?:go|cc|h|c|rb|swift|dart|validate\\.go|gw\\.go)',
    '_pb2(?:_grpc)?\\.pyi?',
    '_grpc_pb\\.(?:js|d\\.ts)',
    '_pb\\.(?:js|d\\.ts|rb)',
    '\\.pb-c\\.[ch]',
    '\\.pbobjc\\.[hm]',
    '_generated\\.(?:go|rs|ts|h|cc)',
    '\\.gen\\.(?:go|ts|rs)',
    '\\.generated\\.(?:[a-z]{1,5})',
    '\\.g\\.(?:cs|dart)',
    '\\.freezed\\.dart',
    '\\.designer\\.(?:cs|vb)',
    '\\.g\\.i\\.cs',
    '\\.tsbuildinfo',
    '\\.pyc',
    '\\.class',
    '\\.nib',
    '\\.storyboardc',
  ].join('|')})$`,
  'i',
)

/** Libraries that used to be copied into repositories, and Kubernetes' generators. */
const starts =
  /^(?:jquery(?:[.-]\d[\d.]*)?\.js|jquery-ui(?:[.-]\d[\d.]*)?\.js|zz_generated\..*\.go|bootstrap(?:-\d[\d.]*)?\.(?:js|css))$/i

function inFolder(folders: readonly string[], file: string) {
  const folder = folders.at(-1)
  if (folder === 'wrapper')
    return file === 'gradle-wrapper.jar' || file === 'gradle-wrapper.properties' || file === 'maven-wrapper.jar'
  return folder === 'cassettes' && /\.ya?ml$/.test(file)
}
