import type { Context } from '../../../platform/context.ts'
import { getActions } from '../../actions/service.ts'
import { getAnnotations } from '../../annotations/service.ts'
import { MetricParameters } from '../../metrics/model.ts'
import { measure } from '../../metrics/service.ts'
import type { Mark, ReportWish, View } from '../model.ts'

const most = 30
const mostReleases = 1000

type Period = Pick<ReportWish, 'from' | 'to' | 'marks'>

/** What stands beside the curves, the earliest first. Where there is more than one can look at, notes and actions go before releases. */
export async function readMarks(
  ctx: Context,
  { kind, subject }: View,
  { from, to, marks }: Period,
): Promise<{ marks: Mark[]; leftOut: number }> {
  if (marks === 'none') return { marks: [], leftOut: 0 }
  const project = kind === 'project' || kind === 'cohort' ? subject : undefined
  const period = { ...(from && { from }), ...(to && { to }) }
  const notes = (await getAnnotations(ctx, { ...period, ...(project !== undefined && { project }) }))
    .filter(note => project !== undefined || note.project === null)
    .map(({ id, day, title, body }): Mark => ({ kind: 'note', day, title, body, href: `/annotations/${id}` }))
  const others =
    marks === 'all' && project !== undefined
      ? [...(await readActions(ctx, project)), ...(await readReleases(ctx, project, period))]
      : []
  const all = [...notes, ...others].filter(({ day }) => (!from || day >= from) && (!to || day < to))
  const kept = all.toSorted((a, b) => rank(a) - rank(b) || byDay(b, a)).slice(0, most)
  return { marks: kept.sort(byDay), leftOut: all.length - kept.length }
}

function rank({ kind }: Mark) {
  return kind === 'release' ? 1 : 0
}

function byDay(a: Mark, b: Mark) {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1
  return a.title < b.title ? -1 : 1
}

async function readActions(ctx: Context, project: string): Promise<Mark[]> {
  const actions = await getActions(ctx, { project, mine: false })
  return actions.flatMap(({ id, title, state, startedOn, finishedOn }) => {
    const href = `/health-actions/${id}`
    const about = (day: string, body: string): Mark => ({ kind: 'action', day, title, body, href })
    return [
      ...(startedOn === null ? [] : [about(startedOn, 'doing')]),
      ...(finishedOn === null ? [] : [about(finishedOn, state)]),
    ]
  })
}

async function readReleases(ctx: Context, project: string, period: { from?: string; to?: string }): Promise<Mark[]> {
  const parameters = MetricParameters.parse({ ...period, rowsMost: mostReleases })
  const { metrics } = await measure(ctx, project, parameters, ['release-frequency'])
  return (metrics[0]?.rows ?? []).flatMap(([day, name, kind]): Mark[] =>
    day === null || kind === 'pre-release'
      ? []
      : [{ kind: 'release', day: String(day), title: String(name), body: '', href: `/projects/${project}/releases` }],
  )
}
