interface NotebookMetric {
  /** Of the metric of ospo that counts the same. */
  id: string
  /** Its number. */
  value: string
  /** What is drawn: the first column is what stands below. */
  drawn: string
  /** Python that draws `rows` of it, where there are any. */
  draw: string
}

const byMonth = (title: string) => `rows.set_index("month").plot.bar(legend=False, figsize=(12, 4), title="${title}")`

const ranked = (who: string) => `with ranked as (
  select who, count(*) as commits, sum(count(*)) over () as total,
    sum(count(*)) over (order by count(*) desc, who rows unbounded preceding) as running
  from (select ${who} as who from commits) where who is not null group by who
)`

/** The smallest number of them with half of all commits. */
const smallest = (who: string) => `${ranked(who)}
select case when count(*) = 0 then null else 1 + count(*) filter (running < 0.5 * total) end from ranked`

const runningShare = (who: string) => `${ranked(who)}
select row_number() over (order by running) as number, running / total as share from ranked order by number limit 50`

/** Who works for nobody stands for themselves. */
const employer = `case when lower(organization) = 'independent' then 'person ' || author else organization end`

const drawShare = (title: string) =>
  `axes = rows.plot.bar(x="number", y="share", ylim=(0, 1), legend=False, figsize=(12, 4), title="${title}")
axes.axhline(0.5, color="black", linestyle=":")`

const daysToClose = '(epoch_us(closed_at) - epoch_us(created_at)) / 86400e6'

export const notebookMetrics: readonly NotebookMetric[] = [
  {
    id: 'commits',
    value: 'select count(*) from commits',
    drawn: `select strftime(authored_at, '%Y-%m') as month, count(*) as commits
from commits group by month order by month`,
    draw: byMonth('Commits by month'),
  },
  {
    id: 'contributors',
    value: 'select count(distinct author) from commits',
    drawn: `select strftime(authored_at, '%Y-%m') as month, count(distinct author) as contributors
from commits group by month order by month`,
    draw: byMonth('Contributors by month'),
  },
  {
    id: 'contributor-absence-factor',
    value: smallest('author'),
    drawn: runningShare('author'),
    draw: drawShare('Share of commits by the busiest people together'),
  },
  {
    id: 'elephant-factor',
    value: smallest(employer),
    drawn: runningShare(employer),
    draw: drawShare('Share of commits by the busiest organizations together'),
  },
  {
    id: 'time-to-close',
    value: `select median(${daysToClose})::double from items where closed_at is not null`,
    drawn: `select strftime(created_at, '%Y-%m') as month, median(${daysToClose})::double as days
from items where closed_at is not null group by month order by month`,
    draw: byMonth('Median days until closed, by month of opening'),
  },
]
