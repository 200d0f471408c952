import { basename } from 'node:path'
import { misused, printJson, printTable, requireWords } from '../../../platform/cli/answer.ts'
import type { Command, Terminal } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { readTextFile } from '../../../platform/cli/text-file.ts'
import { listComponentOwners, setComponentOwners } from '../api.ts'
import { said, words } from '../messages.ts'
import { type Ownership, readOwners } from './model.ts'

const someLeft = 1
const atOnce = 5000

export const listOwnersCommand: Command = {
  name: 'owner list',
  usage: '[TEXT] [--owner NAME]',
  summary: { en: 'List who answers for which packages and versions', zh: '列出软件包及其版本的负责人' },
  options: { owner: { type: 'string' } },
  async run(io, args) {
    const asked = { text: args.positionals[0], owner: text(args, 'owner'), limit: atOnce, offset: 0 }
    const { owners } = await io.call(listComponentOwners, asked)
    if (io.json) return printJson(io, { owners })
    const rows = owners.map(({ purl, ownerName }) => [purl, ownerName])
    printTable(io, words.ownerHeads[io.locale], rows)
    if (owners.length === atOnce) io.note(words.more(String(atOnce))[io.locale])
    return 0
  },
}

export const setOwnerCommand: Command = {
  name: 'owner set',
  usage: 'PURL OWNER | --csv FILE',
  summary: {
    en: 'Say who answers for a package or a version of it; or for many, from a table purl,owner; exit 1 where some are not known',
    zh: '设置软件包或其版本的负责人，或从 purl,owner 表格批量设置；有未知组件时退出码为 1',
  },
  options: { csv: { type: 'string' } },
  async run(io, args) {
    const file = text(args, 'csv')
    if (file !== undefined && args.positionals.length > 0) throw misused(setOwnerCommand)
    if (file === undefined) {
      const [purl, owner] = requireWords(setOwnerCommand, args, 2)
      return give(io, [{ purl, owner }], 0)
    }
    const { owners, problems } = readOwners(await readTextFile(file), basename(file))
    for (const problem of problems) io.note(problem[io.locale])
    return give(io, owners, problems.length)
  },
}

export const removeOwnerCommand: Command = {
  name: 'owner remove',
  usage: 'PURL…',
  summary: {
    en: 'Take the owner of packages or versions away: a version then has its package’s owner again',
    zh: '取消软件包或其版本的负责人：版本将恢复为软件包的负责人',
  },
  options: {},
  async run(io, args) {
    if (args.positionals.length === 0) throw misused(removeOwnerCommand)
    const owners = args.positionals.map(purl => ({ purl, owner: null }))
    return give(io, owners, 0)
  },
}

async function give(io: Terminal, owners: readonly Ownership[], refused: number): Promise<number> {
  const sum = { set: 0, unknown: [] as string[] }
  for (let at = 0; at < owners.length; at += atOnce) {
    const done = await io.call(setComponentOwners, { owners: owners.slice(at, at + atOnce) })
    sum.set += done.set
    sum.unknown.push(...done.unknown)
  }
  for (const purl of sum.unknown) io.note(said.notHeld(purl)[io.locale])
  if (io.json) printJson(io, sum)
  else {
    const [only] = owners.length === 1 && sum.set === 1 ? owners : []
    if (only) io.print(said.ownerSet(only.purl, only.owner)[io.locale])
    else io.print(said.ownersSet(sum.set, owners.length - sum.set - sum.unknown.length)[io.locale])
  }
  return sum.unknown.length + refused > 0 ? someLeft : 0
}
