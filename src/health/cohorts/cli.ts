import type { z } from 'zod'
import { printJson, printTable, requireWords } from '../../platform/cli/answer.ts'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { takesInUsage } from '../../platform/cli/takes.ts'
import { getCohort } from './api.ts'
import { cohortFields, criterionNames, kindNames, reasons, words } from './messages.ts'
import type { Cohort, CohortWish } from './model.ts'

/** Of each wish about the cohort, its option. */
const names: Record<string, keyof CohortWish> = {
  'similar-size': 'similarSize',
  'similar-age': 'similarAge',
  'similar-language': 'similarLanguage',
  'similar-kind': 'similarKind',
  'similar-projects': 'similarProjects',
}

export const cohortUsage =
  '[--similar-size FACTOR] [--similar-age FACTOR] [--similar-language same|any] [--similar-kind same|any] [--similar-projects ID,…]'
export const cohortOptions: Command['options'] = Object.fromEntries(
  Object.keys(names).map(option => [option, { type: 'string' }]),
)

/** What each of them takes and means. */
export const cohortHints: NonNullable<Command['hints']> = Object.fromEntries(
  Object.entries(names).map(([option, name]) => {
    const takes = takesInUsage(cohortUsage, option)
    const means = cohortFields.find(field => field.name === name)?.label
    return [option, { ...(takes !== undefined && { takes }), ...(means && { means }) }]
  }),
)

/** As it was written; what does not fit is told by the API. */
export function readCohortWish({ values }: Arguments): Record<string, unknown> {
  return Object.fromEntries(Object.entries(names).map(([option, name]) => [name, values[option]]))
}

/** Which of those that were named by hand are none of ours. */
export function noteUnknown(io: Terminal, { unknown }: Pick<Cohort, 'unknown'>) {
  if (unknown.length > 0) io.note(reasons.unknown(unknown.join(', '))[io.locale])
}

export const cohortCommand: Command = {
  name: 'cohort',
  usage: `PROJECT ${cohortUsage}`,
  summary: { en: 'List the projects that one is like, and why', zh: '列出相似的项目及相似之处' },
  options: cohortOptions,
  hints: cohortHints,
  async run(io, args) {
    const { locale } = io
    const [project] = requireWords(cohortCommand, args, 1)
    const cohort = await io.call(getCohort, { project, ...readCohortWish(args) } as z.input<typeof getCohort.input>)
    if (io.json) return printJson(io, cohort)
    const heads = [words.project, words.size, words.age, words.language, words.kind, words.common]
    const { own, members } = cohort
    printTable(
      io,
      heads.map(head => head[locale]),
      [{ ...own, common: [] }, ...members].map(one => [
        one.project,
        one.commitsOfYear,
        one.ageDays ?? '–',
        one.language ?? '–',
        one.kind === null ? '–' : kindNames[one.kind][locale],
        one.common.map(criterion => criterionNames[criterion][locale]).join(', '),
      ]),
    )
    return 0
  },
}
