import { evidenceNames } from '../../health/affiliations/model.ts'
import { findPersonId } from '../../health/identities/naming/cli.ts'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { getPerson, listPeople } from './api.ts'
import { words } from './messages.ts'
import type { Person } from './model.ts'

export const listPeopleCommand: Command = {
  name: 'people list',
  usage: '[TEXT] [--project PROJECT] [--limit N]',
  summary: { en: 'List people who committed, the busiest first', zh: '列出提交者，提交最多的在前' },
  options: { project: { type: 'string' }, limit: { type: 'string' } },
  async run(io, args) {
    const [search] = args.positionals
    const answer = await io.call(listPeople, {
      ...(search !== undefined && { text: search }),
      project: text(args, 'project'),
      limit: text(args, 'limit'),
    })
    const rows = answer.people.map(({ id, name, email, commits, projects, firstAt, lastAt, bot }) => [
      ...[id, name || email, bot ? words.bot[io.locale] : email, String(commits), String(projects)],
      ...[firstAt.slice(0, 10), lastAt.slice(0, 10)],
    ])
    if (io.json) io.print(JSON.stringify(answer, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const showPersonCommand: Command = {
  name: 'people show',
  usage: 'PERSON|E-MAIL|@LOGIN@HOST',
  summary: {
    en: 'Show a person: what they are known by, where they worked, what they did',
    zh: '显示某人的身份、任职和贡献',
  },
  options: {},
  async run(io, { positionals: [word = ''] }) {
    const person = await io.call(getPerson, { person: await findPersonId(io, word) })
    if (io.json) io.print(JSON.stringify(person, undefined, 2))
    else printPerson(io, person)
    return 0
  },
}

function printPerson(io: Terminal, { id, name, email, bot, identities, affiliations, contributions }: Person) {
  const { locale } = io
  io.print([name || email, ...(email && name ? [email] : []), id, ...(bot ? [words.bot[locale]] : [])].join(' · '))
  const part = (title: string, rows: string[][]) => {
    if (rows.length === 0) return
    io.print('')
    io.print(title)
    for (const line of formatTable(rows)) io.print(`  ${line}`)
  }
  part(
    words.identities[locale],
    identities.map(one => [one.name, one.email]),
  )
  part(
    words.affiliations[locale],
    affiliations.map(({ organization, since, until, evidence }) => [
      ...[organization, since ?? '–', until ?? '–', evidenceNames[evidence][locale]],
    ]),
  )
  part(
    words.projects[locale],
    contributions.map(({ project, commits, firstAt, lastAt }) => [
      ...[project, String(commits), firstAt.slice(0, 10), lastAt.slice(0, 10)],
    ]),
  )
}
