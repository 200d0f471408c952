import type { Locale, Text } from '../../lib/text/text.ts'
import type { Groups } from './measure-groups.ts'
import type { Measured } from './measure-metric.ts'
import type { Metric } from './metric.ts'
import type { MetricDefinition, MetricResult } from './model.ts'

/** What was measured, in a reader's language. */
export function describe({ metric, ofCommitsAlone, ...measured }: Measured & Groups, locale: Locale): MetricResult {
  const shown = metric.table?.columns ?? []
  const columns = shown.map(column => column[locale])
  const placesOf = (mark: 'coded' | 'share' | 'organization') =>
    shown.flatMap((column, place) => (column[mark] ? place : []))
  const beside = (metric.beside ?? []).map(({ name, share }, i) => ({
    ...{ name: name[locale], format: share ? ('share' as const) : ('ratio' as const) },
    value: measured.beside[i] ?? null,
  }))
  const marks = { coded: placesOf('coded'), shares: placesOf('share'), organizations: placesOf('organization') }
  const definition = definitionOf(metric, locale)
  const caveats = [...(ofCommitsAlone ? [commitsAlone[locale]] : []), ...definition.caveats]
  return { ...definition, caveats, ...measured, columns, ...marks, beside }
}

const commitsAlone: Text = {
  en: 'Here it is of commits alone: of forges and mail nothing was collected.',
  zh: '此处仅依据提交：未采集代码平台和邮件的数据。',
}

/** A metric without numbers. */
export function definitionOf(
  { id, name, question, definition, unit, format, caveats, formula, parameters, source }: Metric,
  locale: Locale,
): MetricDefinition {
  return {
    id,
    name: name[locale],
    question: question[locale],
    definition: definition[locale],
    unit: unit[locale],
    format: format ?? ('count' as const),
    caveats: caveats.map(caveat => caveat[locale]),
    formula: formula?.[locale] ?? null,
    parameters: [...parameters],
    source,
  }
}
