import { checkCondition } from '../../../lib/cel/check-condition.ts'
import type { Text } from '../../../lib/text/text.ts'
import { readYaml, type YamlProblem } from '../../../lib/yaml/read-yaml.ts'
import type { HumanMetric } from '../human-metrics/human-metric.ts'
import { findHumanMetric } from '../human-metrics/human-metrics.ts'
import { type Measure, type Question, Questionnaire, type Statistic } from '../model.ts'

/** Reads a questionnaire written in YAML or JSON, and holds it to itself: names once, conditions that can be read, measures that can be drawn. */
export function parseQuestionnaire(source: string, name: string): { form: Questionnaire } | { problem: Text } {
  const read = readYaml(source, name, Questionnaire, problemsOf)
  return 'problem' in read ? read : { form: read.value }
}

function* problemsOf({ questions, measures }: Questionnaire): Generator<YamlProblem> {
  const seen = new Set<string>()
  for (const [i, question] of questions.entries()) {
    const path = ['questions', i]
    for (const problem of questionProblems(question, seen)) yield { path, problem }
    seen.add(question.id)
  }
  for (const [i, measure] of measures.entries()) {
    const problem = measureProblem(measure, questions)
    if (problem) yield { path: ['measures', i], problem }
  }
}

function* questionProblems(question: Question, before: ReadonlySet<string>): Generator<Text> {
  const { id, kind, options, when, least, most } = question
  if (before.has(id)) yield { en: `${id} is there twice`, zh: `${id} 出现了两次` }
  const isChoice = kind === 'choice' || kind === 'choices'
  if (isChoice && !options) yield { en: `${id}: a choice needs options`, zh: `${id}：选择题需要选项` }
  const ids = options?.map(option => option.id) ?? []
  if (new Set(ids).size < ids.length) yield { en: `${id}: an option is there twice`, zh: `${id}：选项重复` }
  if (least !== undefined && most !== undefined && least > most)
    yield { en: `${id}: the least is more than the most`, zh: `${id}：最小值大于最大值` }
  const problem = when === undefined ? undefined : checkCondition(when, { answers: before })
  if (problem) yield problem
}

const fits: Record<Statistic, (metric: HumanMetric) => boolean> = {
  mean: ({ least, most }) => least === 1 && most === 5,
  nps: ({ least }) => least === -100,
  share: ({ format }) => format === 'share',
  diversity: ({ format, least, most }) => format === 'ratio' && least === 0 && most === 1,
}

const kindsOf = { mean: ['likert'], nps: ['nps'], share: ['choice', 'choices'], diversity: ['choice'] } as const

function measureProblem(measure: Measure, questions: Question[]): Text | undefined {
  const { metric: id, as, questions: ids, options } = measure
  const metric = findHumanMetric(id)
  if (!metric) return { en: `there is no metric ${id}`, zh: `没有指标 ${id}` }
  if (!fits[as](metric)) return { en: `${id} is no ${as}`, zh: `${id} 不能以 ${as} 计算` }
  if ((as === 'share' || as === 'nps') && ids.length > 1) return oneQuestion
  if (as === 'share' && !options) return oneOption
  for (const wanted of ids) {
    const problem = sourceProblem(measure, wanted, questions)
    if (problem) return problem
  }
  return undefined
}

function sourceProblem({ as, options }: Measure, wanted: string, questions: Question[]): Text | undefined {
  const question = questions.find(({ id }) => id === wanted)
  if (!question) return { en: `there is no question ${wanted}`, zh: `没有问题 ${wanted}` }
  if (!(kindsOf[as] as readonly string[]).includes(question.kind))
    return { en: `${as} cannot be drawn from ${wanted}`, zh: `无法从 ${wanted} 计算 ${as}` }
  const unknown = options?.find(option => !question.options?.some(({ id }) => id === option))
  if (unknown !== undefined) return { en: `${wanted} has no option ${unknown}`, zh: `${wanted} 没有选项 ${unknown}` }
  return question.kind === 'choices' && options?.length !== 1 ? oneOption : undefined
}

const oneQuestion = { en: 'takes one question', zh: '只能对应一个问题' }
const oneOption = {
  en: 'a share needs options that count; of several choices, one',
  zh: '比例需要指明计入的选项；多选题只能指明一个',
}
