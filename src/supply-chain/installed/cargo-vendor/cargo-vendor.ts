import { parse } from 'smol-toml'
import { concludeInstalled, readLicenseTexts } from '../conclude-installed.ts'
import type { Installed, InstalledFiles, InstalledReader } from '../installed-reader.ts'
import { installedPackage } from '../package-facts.ts'
import { folderOf, inFolder, readText } from '../read-text.ts'
import { recordIn, textIn, textsInList } from '../untrusted.ts'

/** What `cargo vendor` copies: each crate with a `.cargo-checksum.json` beside its Cargo.toml. */
export const cargoVendor: InstalledReader = {
  name: 'cargo-vendor',
  reads: path => /(^|\/)[^/]+\/\.cargo-checksum\.json$/.test(path),
  treeOf: path => folderOf(folderOf(path)) || '.',
  read,
}

const deepestNesting = 100

async function read(path: string, files: InstalledFiles): Promise<Installed> {
  const folder = folderOf(path)
  const manifestPath = inFolder(folder, 'Cargo.toml')
  const crate = recordIn(parseManifest(await readText(files, manifestPath))['package'])
  const name = textIn(crate['name']) ?? ''
  // `MIT/Apache-2.0` is an older way to say OR (The Manifest Format, "license").
  const declared = textIn(crate['license'])?.replaceAll(/\s*\/\s*/g, ' OR ')
  const file = textIn(crate['license-file'])
  const texts = await readLicenseTexts(files, folder, file ? name => name === file : undefined)
  const { warnings, ...license } = concludeInstalled({ text: declared, path: manifestPath }, texts)
  const facts = {
    ...license,
    authors: textsInList(crate['authors']),
    repository: textIn(crate['repository']),
    homepage: textIn(crate['homepage']),
  }
  return {
    packages: [installedPackage(name, { type: 'cargo', name, version: textIn(crate['version']) }, facts)],
    warnings,
  }
}

function parseManifest(text: string): Record<string, unknown> {
  try {
    return parse(text, { maxDepth: deepestNesting })
  } catch (error) {
    const { line, message } = recordIn(error)
    const [problem = ''] = (textIn(message) ?? 'unreadable TOML').split('\n', 1)
    throw new SyntaxError(`Cargo.toml: ${problem}${typeof line === 'number' ? ` (line ${line})` : ''}`)
  }
}
