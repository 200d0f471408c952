import { printJson, printTable, requireWords } from '../../../platform/cli/answer.ts'
import type { Command } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { getPackageUses, listPackages } from '../api.ts'
import { words } from '../messages.ts'
import { relationNames } from '../model.ts'

export const listPackagesCommand: Command = {
  name: 'package list',
  usage: '[TEXT] [--type npm|pypi|…] [--limit NUMBER]',
  summary: {
    en: 'List the packages that the office holds, the most used first',
    zh: '列出办公室使用的软件包，使用最多的在前',
  },
  options: { type: { type: 'string' }, limit: { type: 'string' } },
  async run(io, args) {
    const asked = {
      text: args.positionals[0],
      type: text(args, 'type'),
      limit: text(args, 'limit') ?? '100',
      offset: 0,
    }
    const { packages } = await io.call(listPackages, asked)
    if (io.json) return printJson(io, { packages })
    const rows = packages.map(({ purl, projects, documents }) => [purl, projects, documents])
    printTable(io, words.packageHeads[io.locale], rows)
    return 0
  },
}

export const showPackageCommand: Command = {
  name: 'package show',
  usage: 'PURL',
  summary: {
    en: 'Which projects use a package, in which versions; products and deliveries too: `ospo component find PURL`',
    zh: '哪些项目使用某软件包及其版本；产品与交付物请用 `ospo component find PURL`',
  },
  options: {},
  async run(io, args) {
    const [purl] = requireWords(showPackageCommand, args, 1)
    const { uses } = await io.call(getPackageUses, { purl })
    if (io.json) return printJson(io, { uses })
    const rows = uses.map(({ projectName, version, license = '–', relation, manifest }) => [
      projectName,
      version || '–',
      license,
      relationNames[relation][io.locale],
      manifest,
    ])
    printTable(io, words.useHeads[io.locale], rows)
    return 0
  },
}
