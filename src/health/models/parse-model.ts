import type { Text } from '../../lib/text/text.ts'
import { readYaml, type YamlProblem } from '../../lib/yaml/read-yaml.ts'
import { MetricParameters } from '../metrics/model.ts'
import { weighsNothing } from './evaluate.ts'
import { Model, type Part } from './model.ts'

/**
 * Reads a model written in YAML or JSON, and holds it to itself. `name` is what to call it in what is said of it. What was
 * kept may name metrics that are gone: only what is written anew is asked whether there are such, and whether its weights do.
 */
export function parseModel(
  source: string,
  name: string,
  isMetric?: (name: string) => boolean,
): { model: Model } | { problem: Text } {
  const read = readYaml(source, name, Model, model => problemsOf(model, isMetric))
  return 'problem' in read ? read : { model: read.value }
}

function* problemsOf(model: Model, isMetric?: (name: string) => boolean): Generator<YamlProblem> {
  const seen = new Set<string>()
  for (const [i, part] of model.parts.entries()) {
    const problem = seen.has(part.id) ? thereTwice(part.id) : problemOf(part)
    if (problem) yield { path: ['parts', i], problem }
    for (const key of ['metric', 'over'] as const) {
      const metric = part[key]
      if (metric !== undefined && isMetric && !isMetric(metric))
        yield { path: ['parts', i, key], problem: noMetric(part.id, metric) }
    }
    seen.add(part.id)
  }
  if (model.score && !model.parts.some(part => isScored(model, part))) yield { path: ['score'], problem: nothingScored }
  else if (isMetric && weighsNothing(model)) yield { path: ['score'], problem: nothingWeighs }
}

function problemOf(part: Part): Text | undefined {
  const { id, parameters, limits, direction, weight, enough } = part
  const unknown = Object.keys(parameters).find(key => !Object.hasOwn(MetricParameters.shape, key))
  if (unknown !== undefined)
    return { en: `${id}: metrics have no parameter ${unknown}`, zh: `${id}：指标没有参数 ${unknown}` }
  const parsed = MetricParameters.safeParse(parameters)
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path.join('.') ?? ''
    return { en: `${id}: ${at} is no value of that parameter`, zh: `${id}：参数 ${at} 的值无效` }
  }
  if ('from' in parameters || 'to' in parameters)
    return { en: `${id}: the period is told by days`, zh: `${id}：时期请用 days 指定` }
  if (limits && direction === 'neither')
    return { en: `${id}: limits need a direction: higher or lower`, zh: `${id}：有界限时须指定方向：higher 或 lower` }
  if (limits && (direction === 'higher' ? limits.good <= limits.poor : limits.good >= limits.poor))
    return { en: `${id}: good and poor are the wrong way round`, zh: `${id}：good 与 poor 的顺序颠倒` }
  if ((weight === undefined) !== (enough === undefined))
    return { en: `${id}: weight and enough go together`, zh: `${id}：weight 与 enough 须同时给出` }
  return undefined
}

function isScored({ score }: Model, { weight, steps, pointsEach }: Part) {
  return score?.kind === 'logarithmic' ? weight !== undefined : steps !== undefined || pointsEach !== undefined
}

function thereTwice(id: string): Text {
  return { en: `${id} is there twice`, zh: `${id} 出现了两次` }
}

function noMetric(id: string, metric: string): Text {
  return {
    en: `${id}: there is no metric ${metric}; the pages “Measurement” and “Metrics that people tell” list them`,
    zh: `${id}：没有指标 ${metric}；“度量”和“由人提供的指标”页面列出了全部指标`,
  }
}

const nothingScored = {
  en: 'a score needs parts with weight and enough, or with steps',
  zh: '评分需要带有 weight 与 enough 或 steps 的条目',
}

const nothingWeighs = {
  en: 'the weights of a score must come to more than zero together',
  zh: '评分的权重之和必须大于零',
}
