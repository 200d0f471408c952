import { summedBy } from '../../history/model.ts'
import type { MetricParameters } from '../model.ts'
import { allOfThem, commitConditions, isAsked, ofAnyStanding } from './actor-conditions.ts'
import { noChanges } from './commits-sql.ts'
import { employment } from './employment-sql.ts'
import { changesOf, type Drawing } from './paths-sql.ts'
import { doerOf } from './people-sql.ts'
import { between } from './period.ts'
import { allOf, type Draw, drawEach, type Sources } from './sources.ts'
import { sumsAreKept } from './tally-sql.ts'

/** What a change to a path contributes; the first that fits. */
const kinds: [kind: string, pattern: string][] = [
  ['translation', String.raw`(^|/)(locales?|i18n|l10n|translations?|lang)/|\.(po|pot|xlf|xliff|arb|ftl)$`],
  [
    'continuous integration',
    String.raw`(^|/)(\.github/workflows|\.circleci|\.gitlab|\.buildkite|\.tekton|\.teamcity)/|(^|/)(\.gitlab-ci\.ya?ml|\.travis\.ya?ml|jenkinsfile|azure-pipelines\.ya?ml|appveyor\.ya?ml)$`,
  ],
  [
    'tests',
    String.raw`(^|/)(tests?|specs?|__tests__|testdata|e2e|fixtures)/|[._-](test|tests|spec)\.[a-z0-9]+$|(^|/)test_[^/]+\.py$|_test\.[a-z]+$`,
  ],
  [
    'governance',
    `(^|/)(license|licence|copying|notice|governance|maintainers|owners|codeowners|code_of_conduct|contributing|security|authors|contributors)([._-][^/]*)?$`,
  ],
  [
    'documentation',
    String.raw`(^|/)(docs?|documentation|man|website|examples?)/|\.(md|mdx|markdown|rst|adoc|asciidoc|txt|texi)$|(^|/)readme[^/]*$`,
  ],
  [
    'build and dependencies',
    String.raw`(^|/)(makefile|gnumakefile|cmakelists\.txt|dockerfile[^/]*|containerfile|build\.gradle(\.kts)?|pom\.xml|package(-lock)?\.json|cargo\.(toml|lock)|go\.(mod|sum)|pyproject\.toml|setup\.(py|cfg)|requirements[^/]*\.txt|gemfile(\.lock)?|yarn\.lock|pnpm-lock\.yaml|meson\.build|build\.bazel)$|\.(cmake|bzl|mk)$`,
  ],
  ['design', String.raw`\.(svg|png|jpe?g|gif|ico|webp|psd|sketch|fig|ttf|otf|woff2?)$`],
]

const kindOf = `case ${kinds.map(([kind, pattern]) => `when regexp_matches(path, '${pattern}', 'i') then '${kind}'`).join(' ')} else 'code' end`

/** Each path is looked at once, however often it changed. */
function typesOf(changes: string) {
  return `with change_of as (select * from ${changes} where path is not null),
    kind_of as (select path, ${kindOf} as type from (select distinct path from change_of))
    select c.project, c.hash, k.type, sum(coalesce(c.added, 0) + coalesce(c.removed, 0))::bigint as lines
    from change_of c join kind_of k using (path) group by c.project, c.hash, k.type`
}

/** Of commits that lie together, sums by day: what can be told of them before it is known who is who. */
export function drawPathTypes(draw: Draw, drawing: Drawing): Promise<string> {
  const changes = changesOf(drawing)
  return drawEach(draw, 'path-types', drawing.whole.parts, ({ commits, numbers }) =>
    summedTypes(commits, changes(numbers)),
  )
}

function summedTypes(commits: string, changes: string) {
  const by = [...summedBy.map(column => `c.${column}`), 't.type'].join(', ')
  return `select ${by}, min(c.authored_at) as first_at, max(c.authored_at) as last_at, count(*)::integer as commits,
      sum(t.lines)::bigint as lines
    from ${commits} c join (${typesOf(changes)}) t on t.project = c.project and t.hash = c.hash
    group by ${by}, c.authored_at::date`
}

/**
 * `path_type`, of the commits that the parameters let through in the period: project, person, organization, kind, utc_offset,
 * moment, type (of the paths), commits that changed such paths, and the lines of these. What is alike may stand in one row.
 */
export function pathTypesSql(sources: Sources, p: MetricParameters, knowsOrganizations: boolean): string {
  const { pathTypes } = sources
  if (pathTypes && sumsAreKept(sources, p)) return `create view path_type as ${drawn(pathTypes, p, knowsOrganizations)}`
  return `create table path_type as
    select s.project, s.person, s.organization, s.kind, s.utc_offset, s.moment, t.type, 1 as commits, t.lines
    from selected s join (${typesOf(allOf(sources, 'changes') ?? noChanges)}) t on t.project = s.project and t.hash = s.hash`
}

function drawn(pathTypes: string, p: MetricParameters, knowsOrganizations: boolean) {
  const doer = doerOf('s.author', 'w')
  const { organization, join } = employment(knowsOrganizations, doer.person, 's.first_at')
  return `select * from (
      select s.project, ${doer.person} as person, ${organization} as organization, ${doer.kind} as kind, s.author_offset as utc_offset,
        s.first_at as moment, s.is_merge, s.is_empty, s.type, s.commits, s.lines
      from (select * from ${pathTypes} where ${isAsked(p, 'author')}) s ${doer.join} ${join}
    ) where ${allOfThem([...commitConditions(ofAnyStanding(p)), between('moment', p)])}`
}
