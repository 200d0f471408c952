import type { z } from 'zod'
import { findTarget } from '../../catalog/projects/cli.ts'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { misused, text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { readTextFile } from '../../platform/cli/text-file.ts'
import { cohortHints, cohortOptions, cohortUsage, noteUnknown, readCohortWish } from '../cohorts/cli.ts'
import { listModels, runModel, saveModel, showModel } from './api.ts'
import { verdicts, whyUnknown, words } from './messages.ts'
import type { Evaluation, ScoreReading } from './model.ts'

export const listModelsCommand: Command = {
  name: 'model list',
  usage: '',
  summary: { en: 'List the models of metrics', zh: '列出指标模型' },
  options: {},
  async run(io) {
    const { models } = await io.call(listModels, {})
    if (io.json) io.print(JSON.stringify({ models }, undefined, 2))
    else
      for (const line of formatTable(models.map(({ model }) => [model.id, model.name[io.locale], model.source.name])))
        io.print(line)
    return 0
  },
}

export const runModelCommand: Command = {
  name: 'model run',
  usage: `MODEL PROJECT [--as-of DAY] [--cohort] ${cohortUsage}`,
  summary: { en: 'Read a project’s figures by a model', zh: '按模型解读项目指标' },
  options: { ...cohortOptions, 'as-of': { type: 'string' }, cohort: { type: 'boolean' } },
  hints: cohortHints,
  async run(io, args) {
    const [model, word, ...more] = args.positionals
    if (model === undefined || word === undefined || more.length > 0) throw misused(runModelCommand)
    const { project } = await findTarget(io, word)
    const wish = { ...readCohortWish(args), asOf: text(args, 'as-of'), cohort: args.values['cohort'] === true }
    const asked = { model, project: project?.id ?? word, ...wish } as z.input<typeof runModel.input>
    const evaluation = await io.call(runModel, asked)
    if (io.json) io.print(JSON.stringify(evaluation, undefined, 2))
    else print(io, evaluation)
    return 0
  },
}

export const showModelCommand: Command = {
  name: 'model show',
  usage: 'MODEL',
  summary: { en: 'Print a model of metrics as it is written', zh: '打印指标模型原文' },
  options: {},
  async run(io, { positionals: [model, ...more] }) {
    if (model === undefined || more.length > 0) throw misused(showModelCommand)
    const kept = await io.call(showModel, { model })
    io.print(io.json ? JSON.stringify(kept, undefined, 2) : kept.source.trimEnd())
    return 0
  },
}

export const saveModelCommand: Command = {
  name: 'model save',
  usage: 'MODEL FILE|--reset',
  summary: {
    en: 'Write a model of metrics anew, or go back to the one that ships',
    zh: '改写指标模型，或恢复自带模型',
  },
  options: { reset: { type: 'boolean' } },
  async run(io, { positionals: [model, file, ...more], values }) {
    const isReset = values['reset'] === true
    if (model === undefined || more.length > 0 || isReset === (file !== undefined)) throw misused(saveModelCommand)
    const source = file === undefined ? null : await readTextFile(file)
    const kept = await io.call(saveModel, { model, source })
    io.print(io.json ? JSON.stringify(kept, undefined, 2) : `${kept.model.id} ${kept.version}`)
    return 0
  },
}

function print(io: Terminal, { readings, score, cohort }: Evaluation) {
  const { locale } = io
  const rows = readings.map(reading => {
    const { part, name, value, before, verdict, means } = reading
    const range = cohort?.readings[part]
    return [
      name[locale],
      shown(value),
      `(${shown(before)})`,
      ...(cohort ? [range ? `${shown(range.low)}–${shown(range.high)}` : '–'] : []),
      verdicts[verdict][locale],
      (whyUnknown(reading) ?? means)?.[locale] ?? '',
    ]
  })
  for (const line of formatTable(rows)) io.print(line)
  if (cohort) {
    io.print(words.similarNote(String(cohort.members.length))[locale])
    noteUnknown(io, cohort)
  }
  if (score) io.print(`${words.score[locale]}: ${scoreLine(score, io)}`)
}

function scoreLine({ value, least, most, outOf, known, band, source }: ScoreReading, { locale }: Terminal) {
  const number = value === null ? words.scoreUnknown(shown(least), shown(most))[locale] : `${shown(value)} / ${outOf}`
  const share = known < 1 ? ` · ${words.known(`${Math.round(100 * known)} %`)[locale]}` : ''
  return `${number}${band ? ` · ${band[locale]}` : ''}${share} [${source.url}]`
}

function shown(value: number | null): string {
  return value === null ? '–' : value.toLocaleString('en', { maximumFractionDigits: 3 })
}
