import type { Text } from '../../../lib/text/text.ts'
import { chaoss } from '../../metrics/metric.ts'
import type { MetricFormat } from '../../metrics/model.ts'

/** A metric that no machine knows: people are asked, or somebody looks and writes it down. */
export interface HumanMetric {
  id: string
  name: Text
  question: Text
  definition: Text
  formula: Text
  unit: Text
  format: MetricFormat
  caveats: Text[]
  source: { name: string; url: string }
  by: 'survey' | 'observation'
  /** Of several values that one asks about: the newest counts, or their mean, or their sum. */
  combine: 'latest' | 'mean' | 'sum'
  least?: number
  most?: number
}

type Told = Pick<HumanMetric, 'id' | 'name' | 'question' | 'definition'> & { chaoss: string; caveat?: Text }

const anonymous: Text = {
  en: 'Those who answer choose to: the coverage stands beside it. Small groups are not shown, and the mean is rounded.',
  zh: '回答者均为自愿：请结合覆盖率解读。人数过少的分组不予显示，均值经过舍入。',
}
const handMade: Text = {
  en: 'Written down by hand: it is as good as its source and its date, which stand beside it.',
  zh: '由人工记录：其可靠程度取决于所附的来源和日期。',
}

/** The mean of agreement on a scale from 1 to 5. */
export function agreement({ chaoss: name, caveat, ...told }: Told): HumanMetric {
  return {
    ...told,
    formula: {
      en: 'Mean over the people who answered of the mean of their answers to its questions, each from 1 (worst) to 5 (best); of a question whose agreement is bad news, 6 − answer',
      zh: '对每位回答者先取其各题得分（1 最差，5 最好；反向题取 6 − 得分）的均值，再对所有回答者取均值',
    },
    unit: { en: 'of 5', zh: '分（满分 5）' },
    format: 'ratio',
    caveats: caveat ? [anonymous, caveat] : [anonymous],
    source: chaoss(name, slugOf(told.id)),
    by: 'survey',
    combine: 'latest',
    least: 1,
    most: 5,
  }
}

/** CHAOSS has one page of what is computed, stated and observed. */
function slugOf(id: string) {
  return id.replace(/-(?:stated|observed)$/, '')
}

export function diversity({ chaoss: name, caveat, ...told }: Told): HumanMetric {
  return {
    ...told,
    formula: {
      en: 'Blau’s index 1 − Σ pᵢ², pᵢ the share of each answer among those who told; the mean over its questions. 0: all alike; the nearer to 1, the more varied',
      zh: 'Blau 指数 1 − Σ pᵢ²（pᵢ 为各答案在作答者中的占比），再对各题取均值。0 表示完全相同，越接近 1 越多样',
    },
    unit: { en: 'Blau’s index', zh: 'Blau 指数' },
    format: 'ratio',
    caveats: [
      anonymous,
      {
        en: 'It tells how varied the answers are, not whether they mirror anybody. Where one group is small, neither the table nor the index is told.',
        zh: '该指数只说明回答的多样程度，不说明是否与某一人群相符。若某组人数过少，则不显示分布和指数。',
      },
      ...(caveat ? [caveat] : []),
    ],
    source: chaoss(name, slugOf(told.id)),
    by: 'survey',
    combine: 'latest',
    least: 0,
    most: 1,
  }
}

export function shareOfPeople({ chaoss: name, caveat, ...told }: Told): HumanMetric {
  return {
    ...told,
    formula: {
      en: 'People whose answer is one of those that count ÷ people who answered the question',
      zh: '选择计入答案的人数 ÷ 回答该题的人数',
    },
    unit: { en: 'of those who answered', zh: '占回答者比例' },
    format: 'share',
    caveats: caveat ? [anonymous, caveat] : [anonymous],
    source: chaoss(name, slugOf(told.id)),
    by: 'survey',
    combine: 'latest',
    least: 0,
    most: 1,
  }
}

type Observed = Told & Partial<Pick<HumanMetric, 'combine' | 'format' | 'most'>> & { unit: Text; formula: Text }

/** More of anything is a slip of the pen. */
const mostCounted = 1_000_000_000

export function observed({
  chaoss: name,
  caveat,
  combine = 'latest',
  format = 'count',
  ...told
}: Observed): HumanMetric {
  return {
    ...(format === 'count' && { most: mostCounted }),
    ...told,
    format,
    combine,
    caveats: caveat ? [handMade, caveat] : [handMade],
    source: chaoss(name, slugOf(told.id)),
    by: 'observation',
    least: 0,
  }
}
