import { findTarget, requireWord } from '../../catalog/projects/cli.ts'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { sourceNames } from '../licenses/model.ts'
import { getInventory, readFolder } from './api.ts'
import type { Inventory } from './model.ts'

export const componentsCommand: Command = {
  name: 'components',
  usage: 'PATH|PROJECT [--installed]',
  summary: {
    en: 'List what a folder or project uses: versions, licenses, direct or not, and the way to each; with --installed what lies in a folder or root file system, too',
    zh: '列出文件夹或项目所用的组件：版本、许可证、是否直接依赖及其依赖路径；加 --installed 时还列出文件夹或根文件系统中已安装的软件包',
  },
  options: { installed: { type: 'boolean' } },
  keepsNothing: true,
  async run(io, { positionals, values }) {
    const { project, path } = await findTarget(io, requireWord(componentsCommand, positionals))
    const installed = values['installed'] === true
    const inventory =
      project && !installed
        ? await io.call(getInventory, { project: project.id })
        : await io.call(readFolder, { path, installed })
    if (io.json) io.print(JSON.stringify(inventory, undefined, 2))
    else printInventory(io, inventory)
    return 0
  },
}

/** Names the folder's own manifests too, and which of them could not be read. */
function printInventory(io: Terminal, { manifests, components }: Inventory) {
  const rows = components.map(({ purl, license, licenseSource, relation, scope, manifest, path = [] }) => [
    purl,
    license ?? '–',
    licenseSource ? sourceNames[licenseSource][io.locale] : '',
    relation,
    scope,
    manifest,
    path.join(' → '),
  ])
  for (const line of formatTable([headings[io.locale], ...rows])) io.print(line)
  for (const { path, problem, warnings } of manifests) {
    if (problem) io.note(problem[io.locale])
    for (const { text, line } of warnings) io.note(`${path}${line ? `:${line}` : ''}: ${text[io.locale]}`)
  }
}

const headings = {
  en: ['component', 'license', 'says', 'relation', 'scope', 'manifest', 'by way of'],
  zh: ['组件', '许可证', '来源', '关系', '范围', '清单文件', '依赖路径'],
}
