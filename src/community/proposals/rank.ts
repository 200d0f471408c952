import { type Criterion, mostScore } from './model.ts'

interface Judged {
  id: string
  topics: readonly string[]
  questions: readonly string[]
}

export interface Rank {
  id: string
  reviews: number
  /** Between 0 and 1; undefined as long as nobody reviewed it. */
  score: number | undefined
  /** How far the reviewers are apart, in points: the standard deviation. */
  spread: number
  /** Between 0 and 1: how much of what people want to hear it answers. */
  demand: number
  total: number | undefined
}

interface Vote {
  id: string
  topic: string | null
  votes: number
}

/** The best first; what nobody reviewed last. */
export function rank(
  proposals: readonly Judged[],
  scores: ReadonlyMap<string, readonly Record<string, number>[]>,
  votes: readonly Vote[],
  { criteria, demandWeight }: { criteria: readonly Criterion[]; demandWeight: number },
): Rank[] {
  const demands = demandOf(proposals, votes)
  const ranks = proposals.map(({ id }) => {
    const points = (scores.get(id) ?? []).map(review => pointsOf(review, criteria))
    const demand = demands.get(id) ?? 0
    const score = points.length === 0 ? undefined : (mean(points) - 1) / (mostScore - 1)
    const total = score === undefined ? undefined : score * (1 - demandWeight) + demand * demandWeight
    return { id, reviews: points.length, score, spread: deviation(points), demand, total }
  })
  return ranks.sort((a, b) => (b.total ?? -1) - (a.total ?? -1) || b.demand - a.demand)
}

/** What a proposal's questions were voted for; of its topics half as much. The most wanted of all counts 1. */
export function demandOf(proposals: readonly Judged[], votes: readonly Vote[]): Map<string, number> {
  const wanted = proposals.map(({ id, topics, questions }) => {
    const asked = votes.filter(vote => questions.includes(vote.id))
    const near = votes.filter(({ id, topic }) => !questions.includes(id) && topic !== null && topics.includes(topic))
    return { id, sum: sumOf(asked) + sumOf(near) / 2 }
  })
  const most = Math.max(0, ...wanted.map(({ sum }) => sum))
  return new Map(wanted.map(({ id, sum }) => [id, most === 0 ? 0 : sum / most]))
}

/** From 1 to 5, by the weights of the criteria that were scored. */
function pointsOf(scores: Readonly<Record<string, number>>, criteria: readonly Criterion[]): number {
  const scored = criteria.flatMap(({ id, weight }) => {
    const score = scores[id]
    return score === undefined ? [] : [{ score, weight }]
  })
  const weights = scored.reduce((sum, { weight }) => sum + weight, 0)
  return weights === 0 ? 1 : scored.reduce((sum, { score, weight }) => sum + score * weight, 0) / weights
}

function sumOf(votes: readonly Vote[]) {
  return votes.reduce((sum, { votes }) => sum + votes, 0)
}

function mean(numbers: readonly number[]) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

function deviation(numbers: readonly number[]) {
  if (numbers.length < 2) return 0
  const middle = mean(numbers)
  return Math.sqrt(mean(numbers.map(number => (number - middle) ** 2)))
}
