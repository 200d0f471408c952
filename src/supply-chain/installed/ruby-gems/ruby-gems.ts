import { concludeInstalled, readLicenseTexts } from '../conclude-installed.ts'
import type { Installed, InstalledFiles, InstalledReader } from '../installed-reader.ts'
import { installedPackage } from '../package-facts.ts'
import { folderOf, readText } from '../read-text.ts'

/** What RubyGems or Bundler installed: the `.gemspec` that they write for each, below `specifications`. */
export const rubyGems: InstalledReader = {
  name: 'ruby-gems',
  reads: path => /(^|\/)specifications\/(default\/)?[^/]+\.gemspec$/.test(path),
  treeOf: path => folderOf(path.slice(0, path.lastIndexOf('specifications/') + 'specifications'.length)) || '.',
  read,
}

/** A program in Ruby, of which RubyGems writes one attribute a line: `s.name = "rack".freeze`, `s.licenses = ["MIT".freeze]`. */
const attribute = /^[ \t]*s\.(name|version|license|licenses|authors|homepage|platform)[ \t]*=[ \t]*(.{1,10000})$/gm
const quoted = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g
const repositoryPattern = /"source_code_uri"(?:\.freeze)?\s*=>\s*"([^"\\]+)"/

async function read(path: string, files: InstalledFiles): Promise<Installed> {
  const text = await readText(files, path)
  const attributes = new Map<string, string[]>()
  for (const [, key = '', value = ''] of text.matchAll(attribute)) {
    const values = [...value.matchAll(quoted)].map(([, double, single]) => withoutEscapes(double ?? single ?? ''))
    if (values.length > 0 && !attributes.has(key)) attributes.set(key, values)
  }
  const first = (key: string) => attributes.get(key)?.[0]
  const [name, version] = [first('name'), first('version')]
  if (!name || !version) throw new SyntaxError('the specification names no gem and version (line 1)')
  const platform = first('platform')
  const fullName = platform && platform !== 'ruby' ? `${name}-${version}-${platform}` : `${name}-${version}`
  const texts = await readLicenseTexts(files, `${rubyGems.treeOf(path)}/gems/${fullName}`)
  const declared = (attributes.get('licenses') ?? attributes.get('license'))?.join(' OR ')
  const { warnings, ...license } = concludeInstalled({ text: declared, path }, texts)
  const parts = {
    type: 'gem',
    name,
    version,
    qualifiers: platform && platform !== 'ruby' ? { platform } : {},
  }
  const repository = repositoryPattern.exec(text)?.[1]
  const facts = { ...license, authors: attributes.get('authors'), homepage: first('homepage'), repository }
  return { packages: [installedPackage(name, parts, facts)], warnings }
}

function withoutEscapes(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1')
}
