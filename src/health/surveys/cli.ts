import { requireWord } from '../../catalog/projects/cli.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { readBytes, readTextFile } from '../../platform/cli/text-file.ts'
import {
  closeSurvey,
  getQuestionnaire,
  getSurveyMetrics,
  getSurveyResults,
  listQuestionnaires,
  listSurveys,
  makeBallots,
  recordObservation,
  saveQuestionnaire,
  sendCoverageReport,
  startSurvey,
} from './api.ts'
import { printed, stateNames, words } from './messages.ts'
import type { QuestionResult, SurveyMetric } from './model.ts'

const subject = { project: { type: 'string' }, organization: { type: 'string' }, event: { type: 'string' } } as const
const subjectUsage = '[--project P|--organization O|--event E]'

export const listSurveysCommand: Command = {
  name: 'survey list',
  usage: '',
  summary: { en: 'List surveys, the latest first', zh: '列出调查，最近的在前' },
  options: {},
  async run(io) {
    const { surveys } = await io.call(listSurveys, {})
    const row = (one: (typeof surveys)[number]) => [
      one.id,
      stateNames[one.state][io.locale],
      one.from,
      one.to,
      one.title[io.locale],
    ]
    give(io, surveys, () => formatTable(surveys.map(row)))
    return 0
  },
}

export const surveyFormsCommand: Command = {
  name: 'survey forms',
  usage: '[ID]',
  summary: { en: 'List questionnaires, or print one as it is written', zh: '列出问卷，或输出某份问卷原文' },
  options: {},
  async run(io, { positionals: [id] }) {
    if (id !== undefined) {
      const form = await io.call(getQuestionnaire, { form: id })
      give(io, form, () => [form.source.trimEnd()])
      return 0
    }
    const { forms } = await io.call(listQuestionnaires, {})
    give(io, forms, () => formatTable(forms.map(form => [form.id, String(form.version), form.title[io.locale]])))
    return 0
  },
}

export const saveSurveyFormCommand: Command = {
  name: 'survey form save',
  usage: 'FILE [--retire]',
  summary: { en: 'Save a questionnaire from a YAML file as a new version', zh: '将 YAML 文件保存为问卷新版本' },
  options: { retire: { type: 'boolean' } },
  async run(io, args) {
    const source = await readTextFile(requireWord(saveSurveyFormCommand, args.positionals))
    const form = await io.call(saveQuestionnaire, { source, active: args.values['retire'] !== true })
    give(io, form, () => [`${form.id} ${form.version}`])
    return 0
  },
}

export const startSurveyCommand: Command = {
  name: 'survey start',
  usage: `FORM --to DAY [--from DAY] [--group G|--ballots N] ${subjectUsage} [--least K] [--cohort QUESTION] [--texts-for nobody|office|group:G] [--remind DAYS,…]`,
  summary: {
    en: 'Start a survey: of a group, of whoever holds a ballot, or of everybody with the link',
    zh: '发起调查：面向群组、持有凭证者或持有链接的所有人',
  },
  options: {
    ...subject,
    to: { type: 'string' },
    from: { type: 'string' },
    group: { type: 'string' },
    ballots: { type: 'string' },
    least: { type: 'string' },
    cohort: { type: 'string' },
    'texts-for': { type: 'string' },
    remind: { type: 'string' },
  },
  async run(io, args) {
    const [group, ballots] = [text(args, 'group'), text(args, 'ballots')]
    const survey = await io.call(startSurvey, {
      form: requireWord(startSurveyCommand, args.positionals),
      ...aboutOf(args),
      from: text(args, 'from'),
      to: text(args, 'to') ?? '',
      audience: group === undefined ? (ballots === undefined ? 'everybody' : 'ballots') : 'group',
      group: group ?? null,
      least: numberOf(args, 'least'),
      cohort: text(args, 'cohort') ?? null,
      textsFor: (text(args, 'texts-for') ?? 'nobody') as 'nobody',
      remindBefore: text(args, 'remind')?.split(',').map(Number),
    })
    const made = ballots === undefined ? [] : await ballotsOf(io, survey.id, Number(ballots))
    give(io, { ...survey, ballots: made }, () => [printed.started(survey.id)[io.locale], ...made])
    return 0
  },
}

export const surveyBallotsCommand: Command = {
  name: 'survey ballots',
  usage: 'SURVEY COUNT',
  summary: { en: 'Make ballots of a survey: printed now, and never again', zh: '生成调查凭证：仅此次输出' },
  options: {},
  async run(io, { positionals }) {
    const ballots = await ballotsOf(
      io,
      requireWord(surveyBallotsCommand, positionals.slice(0, 1)),
      Number(positionals[1]),
    )
    give(io, ballots, () => ballots)
    return 0
  },
}

async function ballotsOf(io: Terminal, survey: string, count: number): Promise<string[]> {
  return (await io.call(makeBallots, { survey, count })).ballots
}

export const closeSurveyCommand: Command = {
  name: 'survey close',
  usage: 'SURVEY',
  summary: { en: 'End a survey now, for good', zh: '立即结束调查（不可恢复）' },
  options: {},
  async run(io, { positionals }) {
    const survey = await io.call(closeSurvey, { survey: requireWord(closeSurveyCommand, positionals) })
    give(io, survey, () => [printed.closed(survey.title)[io.locale]])
    return 0
  },
}

export const surveyResultsCommand: Command = {
  name: 'survey results',
  usage: 'SURVEY',
  summary: {
    en: 'Results of a survey that is over; small groups are hidden',
    zh: '输出已结束调查的结果（人数过少者已隐藏）',
  },
  options: {},
  async run(io, { positionals }) {
    const results = await io.call(getSurveyResults, { survey: requireWord(surveyResultsCommand, positionals) })
    const { campaign, metrics } = results
    give(io, results, () => [
      `${words.asked[io.locale]} ${shown(campaign.asked)} · ${words.answered[io.locale]} ${shown(campaign.answered)}`,
      ...formatTable(metrics.map(({ metric, value }) => [metric, shown(value)])),
      ...results.questions.flatMap(question => questionLines(question, io.locale)),
    ])
    return 0
  },
}

function questionLines({ text, cells, answered, mean, nps }: QuestionResult, locale: Locale): string[] {
  const score = [
    mean === null ? '' : `${words.mean[locale]} ${mean}`,
    nps === null ? '' : `${words.nps[locale]} ${nps}`,
  ]
  const head = [text[locale], `(${shown(answered)})`, ...score].filter(part => part !== '').join('  ')
  return ['', head, ...formatTable(cells.map(({ label, count }) => ['', label[locale], shown(count)]))]
}

export const surveyMetricsCommand: Command = {
  name: 'survey metrics',
  usage: `${subjectUsage} [--metric ID,…]`,
  summary: { en: 'Metrics that people tell, by surveys and observations', zh: '由人提供的指标（调查与观测）' },
  options: { ...subject, metric: { type: 'string' } },
  async run(io, args) {
    const { metrics } = await io.call(getSurveyMetrics, { ...aboutOf(args), metrics: text(args, 'metric') })
    const row = ({ id, name, value, unit, asOf }: SurveyMetric) => [id, name, shown(value), unit, asOf ?? '']
    give(io, metrics, () => formatTable(metrics.map(row)))
    return 0
  },
}

export const observeCommand: Command = {
  name: 'observe',
  usage: `METRIC VALUE --source URL|WORDS ${subjectUsage} [--date DAY] [--evidence URL] [--note TEXT]`,
  summary: { en: 'Write down what somebody saw of a metric', zh: '记录对某项指标的观测' },
  options: { ...subject, ...sourceOptions(), note: { type: 'string' } },
  async run(io, args) {
    const [metric = '', value = ''] = args.positionals
    const observed = await io.call(recordObservation, {
      ...aboutOf(args),
      metric: requireWord(observeCommand, [metric].filter(Boolean)),
      value: value.trim() === '' ? Number.NaN : Number(value),
      ...sourceOf(args),
      note: text(args, 'note') ?? '',
    })
    give(io, observed, () => [printed.observed(observed.metric, observed.value)[io.locale]])
    return 0
  },
}

export const observeCoverageCommand: Command = {
  name: 'observe coverage',
  usage: 'FILE --project P --source URL|WORDS [--date DAY] [--evidence URL]',
  summary: {
    en: 'Take test coverage from a report: LCOV, Cobertura, JaCoCo, Clover, Go, Istanbul',
    zh: '从报告读取测试覆盖率：LCOV、Cobertura、JaCoCo、Clover、Go、Istanbul',
  },
  options: { project: { type: 'string' }, ...sourceOptions() },
  async run(io, args) {
    const bytes = await readBytes(requireWord(observeCoverageCommand, args.positionals))
    const project = text(args, 'project') ?? ''
    const observed = await io.call(sendCoverageReport, { project, ...sourceOf(args) }, bytes)
    give(io, observed, () => [printed.observed(observed.metric, observed.value)[io.locale]])
    return 0
  },
}

function sourceOptions() {
  return { date: { type: 'string' }, source: { type: 'string' }, evidence: { type: 'string' } } as const
}

function sourceOf(args: Arguments) {
  const evidence = text(args, 'evidence')
  return {
    date: text(args, 'date'),
    source: text(args, 'source') ?? '',
    ...(evidence !== undefined && { evidence }),
  }
}

function aboutOf(args: Arguments) {
  return { project: text(args, 'project'), organization: text(args, 'organization'), event: text(args, 'event') }
}

function numberOf(args: Arguments, name: string): number | undefined {
  const given = text(args, name)
  return given === undefined ? undefined : Number(given)
}

function give(io: Terminal, answer: unknown, lines: () => string[]) {
  if (io.json) io.print(JSON.stringify(answer, undefined, 2))
  else for (const line of lines()) io.print(line)
}

function shown(value: number | null): string {
  return value === null ? '–' : String(value)
}
