import { nameOfGroup } from '../../access/groups/model.ts'
import type { Locale } from '../../lib/text/text.ts'
import { printJson, printTable, requireWords } from '../../platform/cli/answer.ts'
import type { Command } from '../../platform/cli/command.ts'
import { listMaintainers } from './api.ts'
import { holderKinds, roleNames, words } from './messages.ts'
import type { NamedHolder } from './model.ts'

export const maintainersCommand: Command = {
  name: 'maintainers',
  usage: 'PROJECT',
  summary: { en: 'List whom the files of a project name as those who decide', zh: '列出项目文件所列的决策者' },
  options: {},
  async run(io, args) {
    const { locale } = io
    const [project] = requireWords(maintainersCommand, args, 1)
    const found = await io.call(listMaintainers, { project })
    if (io.json) return printJson(io, found)
    const heads = [words.who, words.kind, words.role, words.organization, words.files]
    printTable(
      io,
      heads.map(head => head[locale]),
      found.holders.map(holder => [
        ...[
          holder.name,
          holderKinds[holder.kind][locale],
          holder.roles.map(role => roleNames[role][locale]).join(', '),
        ],
        ...[belongs(holder, locale), holder.paths.join(' ')],
      ]),
    )
    if (found.hidden > 0) io.print(words.hidden(String(found.hidden))[locale])
    return 0
  },
}

function belongs({ kind, organization, group }: NamedHolder, locale: Locale): string {
  if (kind !== 'team') return organization ?? words.unknown[locale]
  return group ? words.members(String(group.members), nameOfGroup(group)[locale])[locale] : words.membersUnknown[locale]
}
