import type { Text } from '../../../lib/text/text.ts'
import { scales } from '../messages.ts'
import type { Answers, Question } from '../model.ts'
import { mayTell, suppress } from '../suppress.ts'

export interface Cell {
  id: string
  label: Text
  count: number
}

const npsGroups = [
  { id: 'detractors', label: { en: 'Detractors (0–6)', zh: '贬损者（0–6）' }, holds: (value: number) => value <= 6 },
  {
    id: 'passives',
    label: { en: 'Passives (7, 8)', zh: '中立者（7–8）' },
    holds: (value: number) => value === 7 || value === 8,
  },
  { id: 'promoters', label: { en: 'Promoters (9, 10)', zh: '推荐者（9–10）' }, holds: (value: number) => value >= 9 },
]

/** How often each answer was given; of several choices, the cells overlap. */
export function tally(question: Question, rows: readonly Answers[]): Cell[] {
  const said = rows.map(row => row[question.id] ?? null).filter(answer => answer !== null)
  const count = (holds: (answer: (typeof said)[number]) => boolean) => said.filter(holds).length
  switch (question.kind) {
    case 'likert':
      return scales[question.scale].map((label, i) => ({
        id: String(i + 1),
        label,
        count: count(answer => answer === i + 1),
      }))
    case 'nps':
      return npsGroups.map(({ id, label, holds }) => ({ id, label, count: count(answer => holds(Number(answer))) }))
    case 'choice':
      return (question.options ?? []).map(({ id, label }) => ({ id, label, count: count(answer => answer === id) }))
    case 'choices':
      return (question.options ?? []).map(({ id, label }) => ({
        id,
        label,
        count: count(answer => Array.isArray(answer) && answer.includes(id)),
      }))
    case 'date':
      return years(said.map(answer => String(answer).slice(0, 4)))
    default:
      return []
  }
}

function years(said: string[]): Cell[] {
  return [...new Set(said)].sort().map(year => ({
    id: year,
    label: { en: year, zh: `${year} 年` },
    count: said.filter(one => one === year).length,
  }))
}

export interface Told {
  /** People who answered; null where those who did not are few. */
  answered: number | null
  cells: { id: string; label: Text; count: number | null }[]
  /** Whether every count may be told. */
  isWhole: boolean
}

/**
 * What may be told of a question: nobody can tell of fewer than `least` people, not by subtracting either. Those who did
 * not answer are a group as well. Of a scale it is all or nothing, for its mean stands beside it.
 */
export function tell(question: Question, rows: readonly Answers[], least: number): Told {
  const cells = tally(question, rows)
  const said = rows.filter(row => (row[question.id] ?? null) !== null).length
  const silent = rows.length - said
  if (question.kind === 'choices' || question.kind === 'text' || question.kind === 'number')
    return tellOverlapping(cells, said, rows.length, least)
  const counts = [...cells.map(({ count }) => count), silent]
  const hidden = rows.length < least ? counts.map(() => true) : suppress(counts, least)
  const isWhole = !hidden.some(Boolean)
  const isScale = question.kind === 'likert' || question.kind === 'nps'
  return {
    answered: hidden.at(-1) ? null : said,
    cells: cells.map((cell, i) => ({ ...cell, count: hidden[i] || (isScale && !isWhole) ? null : cell.count })),
    isWhole,
  }
}

/** Each choice divides all people in two. */
function tellOverlapping(cells: Cell[], said: number, all: number, least: number): Told {
  const told = cells.map(cell => ({ ...cell, count: mayTell(cell.count, all, least) ? cell.count : null }))
  const answered = mayTell(said, all, least) ? said : null
  return { answered, cells: told, isWhole: answered !== null && told.every(({ count }) => count !== null) }
}

/** What a question’s answers are worth: from 1 to 5, from 0 to 10, or the number itself. */
export function scoresOf(question: Question, rows: readonly Answers[]): number[] {
  return rows.flatMap(row => {
    const score = scoreOf(question, row)
    return score === undefined ? [] : [score]
  })
}

export function scoreOf({ id, kind, reversed }: Question, row: Answers): number | undefined {
  const answer = row[id]
  if (typeof answer !== 'number') return undefined
  return kind === 'likert' && reversed ? 6 - answer : answer
}
