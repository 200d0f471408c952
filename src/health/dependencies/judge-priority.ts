import { logarithmic } from '../../lib/scores/logarithmic.ts'
import type { Text } from '../../lib/text/text.ts'
import type { Evaluation } from '../models/model.ts'
import type { Advice, Dependence, DependencySettings, Range } from './model.ts'

/** As it is shown beside the number. */
export const criticalityFormula = 'Σ wᵢ·ln(1+uᵢ)/ln(1+max(uᵢ, tᵢ)) ÷ Σ wᵢ'
export const priorityFormula: Text = { en: 'criticality × risk', zh: '关键性 × 风险' }

/** How much hangs on a project, from 0 (nobody uses it) to 1; null where that is not known. */
export function criticalityOf(dependence: Dependence | null, s: DependencySettings): number | null {
  if (dependence === null) return null
  const weights = s.directWeight + s.indirectWeight + s.developmentWeight
  if (weights === 0) return null
  const sum =
    s.directWeight * logarithmic(dependence.direct, s.directEnough) +
    s.indirectWeight * logarithmic(dependence.indirect, s.indirectEnough) +
    s.developmentWeight * logarithmic(dependence.development, s.developmentEnough)
  return sum / weights
}

const riskOfVerdict = { good: 0, fair: 0.5, poor: 1 } as const

/**
 * By the model's published score where it has one, else the mean over what it judges: good 0, fair ½, poor 1. What is
 * unknown may be anything, so that the risk is a range then. Null where nothing is judged at all.
 */
export function riskOf({ score, readings }: Pick<Evaluation, 'score' | 'readings'>): Range | null {
  if (score) return { least: 1 - clamp(score.most / score.outOf), most: 1 - clamp(score.least / score.outOf) }
  const judged = readings.filter(({ limits, direction }) => limits !== null && direction !== 'neither')
  if (judged.length === 0) return null
  const mean = (unknown: number) =>
    judged.reduce(
      (sum, { verdict }) =>
        sum + (verdict === 'good' || verdict === 'fair' || verdict === 'poor' ? riskOfVerdict[verdict] : unknown),
      0,
    ) / judged.length
  return { least: mean(0), most: mean(1) }
}

function clamp(share: number) {
  return Math.min(1, Math.max(0, share))
}

/** Criticality × risk. Of a risk that nobody measured it is only known that it lies between nothing and all. */
export function priorityOf(criticality: number | null, risk: Range | null): Range | null {
  if (criticality === null) return null
  const { least, most } = risk ?? { least: 0, most: 1 }
  return { least: criticality * least, most: criticality * most }
}

/** Said only where it is the same wherever the priority lies. */
export function adviceOf(priority: Range | null, settings: DependencySettings): Advice {
  if (priority === null) return 'unknown'
  const [low, high] = [priority.least, priority.most].map(value => bandOf(value, settings))
  return low !== undefined && low === high ? low : 'unknown'
}

function bandOf(value: number, { investFrom, watchFrom }: DependencySettings): Advice {
  if (value >= investFrom) return 'invest'
  return value >= watchFrom ? 'watch' : 'ignore'
}
