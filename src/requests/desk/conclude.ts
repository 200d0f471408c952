import type { ReviewKind, Step } from '../policies/model.ts'
import type { ReviewAnswer } from './model.ts'

export type Conclusion = 'passed' | 'failed' | 'open'

/** What the answers to a step amount to. `voters` is how many may still take part, those who did included. */
export function conclude(step: Step, answers: readonly ReviewAnswer[], voters: number): Conclusion {
  return rules[step.kind](step, answers, voters)
}

type Rule = (step: Step, answers: readonly ReviewAnswer[], voters: number) => Conclusion

const rules: Record<ReviewKind, Rule> = {
  /** So many approvals pass it; one refusal ends it. */
  approve({ count }, answers) {
    if (answers.some(({ answer }) => answer === 'refuse')) return 'failed'
    return answers.filter(({ answer }) => answer === 'approve').length >= count ? 'passed' : 'open'
  },

  /** Once so many took part, and the rest cannot turn it: the share of yes among yes and no reaches the threshold. A tie fails. */
  vote({ count, threshold = 0.5 }, answers, voters) {
    const yes = answers.filter(({ answer }) => answer === 'approve').length
    const no = answers.filter(({ answer }) => answer === 'refuse').length
    const left = Math.max(0, voters - answers.length)
    if (answers.length < Math.min(count, voters) || answers.length === 0) return 'open'
    if (reaches(yes, no + left, threshold)) return 'passed'
    if (!reaches(yes + left, no, threshold)) return 'failed'
    return 'open'
  },

  /** Once so many scored: the mean over all scores reaches the threshold. Who abstains does not count. */
  score({ count, threshold = 3 }, answers, voters) {
    const scoring = answers.flatMap(({ scores }) => (scores ? [meanOf(Object.values(scores))] : []))
    const possible = Math.max(1, voters - (answers.length - scoring.length))
    if (scoring.length < Math.min(count, possible)) return 'open'
    return meanOf(scoring) >= threshold ? 'passed' : 'failed'
  },
}

/** More than half where half is asked for; any other share is reached when it is met. */
function reaches(yes: number, no: number, threshold: number) {
  if (yes + no === 0) return false
  const share = yes / (yes + no)
  return threshold === 0.5 ? share > 0.5 : share >= threshold
}

function meanOf(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
