/** A tag has one release, also where an archive told of it by another id. */
export function releasesOnceSql(releases: string): string {
  return `(select * from ${releases}
    qualify row_number() over (partition by project, host, coalesce(nullif(tag, ''), id)
      order by coalesce(draft, false), downloads desc nulls last, id) = 1)`
}
