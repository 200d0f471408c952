import type { ErrorObject } from 'ajv'
import type { Text } from '../../../lib/text/text.ts'
import type { SbomProblem } from '../sbom-format.ts'
import type { CyclonedxVersion } from './schema.ts'
import { errorsOf } from './schema-errors.ts'
import { findSchemaErrors } from './validator.ts'

/** Told of one document. */
export const mostProblems = 100

export const tooMuchTrouble: SbomProblem = {
  text: {
    en: `With ${mostProblems} problems and more the document is not read: these are the first`,
    zh: `文档的问题达到 ${mostProblems} 个以上，不予读取：以下为前若干个`,
  },
}

/** What the official schema of its version has against the document. Looking ends where enough was found. */
export function findSchemaProblems(bom: Record<string, unknown>, version: CyclonedxVersion): SbomProblem[] {
  if (findSchemaErrors(bom, version, false).length === 0) return []
  const problems = new Map<string, SbomProblem>()
  for (const error of errorsOf(bom, version)) {
    const problem = { text: explain(error), path: pathOf(error) }
    problems.set(JSON.stringify(problem), problem)
    if (problems.size >= mostProblems) break
  }
  return [...problems.values()]
}

export function unknownVersion(version: unknown): SbomProblem {
  const shown = show(version)
  return {
    text: {
      en: `CycloneDX ${shown} is not among the versions that can be read: 1.2 to 1.7`,
      zh: `CycloneDX ${shown} 不在可读取的版本 1.2 至 1.7 之列`,
    },
    path: '/specVersion',
  }
}

function pathOf({ instancePath, keyword, params }: ErrorObject): string {
  if (keyword !== 'additionalProperties') return instancePath
  const name = String(params['additionalProperty']).replaceAll('~', '~0').replaceAll('/', '~1')
  return `${instancePath}/${name}`
}

function explain(error: ErrorObject): Text {
  const place = shown(error.instancePath)
  const { en, zh } = (explanations[error.keyword] ?? breaksRule)(error.params, error)
  return { en: `${place.en} ${en}`, zh: `${place.zh}${zh}` }
}

type Explanation = (params: Record<string, unknown>, error: ErrorObject) => Text

const breaksRule: Explanation = (_, { keyword }) => ({
  en: `breaks the rule "${keyword}" of the schema`,
  zh: `违反模式规则“${keyword}”`,
})

const explanations: Record<string, Explanation> = {
  required: ({ missingProperty }) => ({ en: `lacks ${show(missingProperty)}`, zh: `缺少 ${show(missingProperty)}` }),
  additionalProperties: ({ additionalProperty }) => ({
    en: `has ${show(additionalProperty)}, which has no place there`,
    zh: `含有不应出现的 ${show(additionalProperty)}`,
  }),
  type: ({ type }) => ({ en: `should be of type ${String(type)}`, zh: `的类型应为 ${String(type)}` }),
  enum: ({ allowedValues }) => ({
    en: `is none of the values allowed${listed(allowedValues)}`,
    zh: `不是允许的值${listed(allowedValues)}`,
  }),
  pattern: () => ({ en: 'is not written the way it should be', zh: '的写法不符合要求' }),
  format: ({ format }) => ({ en: `is no ${String(format)}`, zh: `不是 ${String(format)}` }),
  uniqueItems: () => ({ en: 'holds the same entry twice', zh: '中有重复的条目' }),
  oneOf: () => ({ en: 'fits none of the shapes allowed, or several', zh: '不符合任何一种允许的形式，或同时符合多种' }),
  anyOf: () => ({ en: 'fits none of the shapes allowed', zh: '不符合任何一种允许的形式' }),
  not: () => ({ en: 'holds what must not stand together', zh: '含有不得同时出现的内容' }),
  minLength: () => ({ en: 'is too short', zh: '过短' }),
  maxLength: () => ({ en: 'is too long', zh: '过长' }),
  minItems: () => ({ en: 'has too few entries', zh: '条目过少' }),
  maxItems: () => ({ en: 'has too many entries', zh: '条目过多' }),
  minimum: ({ limit }) => ({ en: `is below ${String(limit)}`, zh: `小于 ${String(limit)}` }),
  maximum: ({ limit }) => ({ en: `is above ${String(limit)}`, zh: `大于 ${String(limit)}` }),
}

/** Lists of hundreds, such as that of the licenses, are not told. */
function listed(values: unknown): string {
  return Array.isArray(values) && values.length <= 20 ? `: ${values.join(', ')}` : ''
}

function shown(path: string): Text {
  if (path === '') return { en: 'The document', zh: '文档' }
  const short = path.length > 200 ? `…${path.slice(-200)}` : path
  return { en: short, zh: `${short} ` }
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text === undefined) return '?'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
