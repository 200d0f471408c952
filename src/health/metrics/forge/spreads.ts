/**
 * Who starred, watched or forked which project, once each, at the first time: who took it back and did it again is one. Of ghosts a
 * fork's address tells them apart, else each counts. `times`: how often.
 */
export const spreads = `(
  select project, kind, person, min(moment) as moment, arg_min(url, (moment, url)) as url, count(*) as times
  from spread_ever group by project, kind, person, case when person is null then coalesce(url, moment::varchar) end)`
