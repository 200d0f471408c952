import { formatShare } from '../../lib/text/format-share.ts'
import type { Locale } from '../../lib/text/text.ts'
import { words } from './messages.ts'
import type { Origin } from './model.ts'

/** Beside a metric of which nothing was collected. */
export const uncollectedText = words.uncollected

/** Of how many commits the changed lines are known, while it is not all; undefined else. */
export function shareOfLines({ linesKnown }: Pick<Origin, 'linesKnown'>, locale: Locale): string | undefined {
  return linesKnown === null || linesKnown >= 1 ? undefined : formatShare(linesKnown, locale)
}

function numbersIn(locale: Locale) {
  const numbers = new Intl.NumberFormat(locale)
  return (value: number) => numbers.format(value)
}

/** What is yet to be analysed, without which a number may mislead. */
export function lacking(origin: Origin, locale: Locale): string[] {
  const lines = shareOfLines(origin, locale)
  const mined = origin.sources.find(({ name }) => name === 'git')?.projects ?? 0
  const n = numbersIn(locale)
  return [
    ...(mined < origin.projects ? [words.projectsLack(n(mined), n(origin.projects))[locale]] : []),
    ...(lines === undefined ? [] : [words.linesLack(lines)[locale]]),
  ]
}

/** From what a number was drawn, and when that was collected, in a line. */
export function originLine(origin: Origin, locale: Locale): string {
  const { commits, items, projects, firstAt, lastAt, head, minedAt, sources, inFuture } = origin
  const lines = shareOfLines(origin, locale)
  const n = numbersIn(locale)
  const parts = [
    words.commits(n(commits))[locale],
    ...(items === null ? [] : [words.items(n(items))[locale]]),
    ...(firstAt && lastAt ? [`${firstAt.slice(0, 10)} – ${lastAt.slice(0, 10)}`] : []),
    words.ofProjects(n(projects))[locale],
    sources.map(({ name, projects }) => `${name} (${n(projects)})`).join(', '),
    ...(head ? [words.upTo(head.slice(0, 12))[locale]] : []),
    ...(minedAt ? [words.collected(minedAt.slice(0, 16).replace('T', ' '))[locale]] : []),
    ...(lines === undefined ? [] : [words.linesKnown(lines)[locale]]),
    ...(inFuture > 0 ? [words.inFuture(n(inFuture))[locale]] : []),
  ]
  return `${words.facts[locale]} ${parts.filter(Boolean).join(' · ')}`
}
