import { bin, chaoss, type Metric } from './metric.ts'

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
const typed = `(with kind_of as (select path, ${kindOf} as type from (select distinct path from change where path is not null))
  select s.person, s.moment, s.project, s.hash, k.type, coalesce(c.added, 0) + coalesce(c.removed, 0) as lines
  from selected s join change c on c.project = s.project and c.hash = s.hash join kind_of k using (path))`

export const typesByPath: Metric = {
  id: 'types-of-contributions-by-path',
  name: { en: 'Types of Contributions: by path', zh: '贡献类型（按路径）' },
  question: { en: 'What kinds of contributions are made?', zh: '有哪些类型的贡献？' },
  definition: {
    en: 'Number of types of contributions in the period, by what the changed paths are: code, tests, documentation, translation, continuous integration, build, governance, design. A commit counts for each type that it touches',
    zh: '该时期内贡献的类型数，按改动的路径区分：代码、测试、文档、翻译、持续集成、构建、治理、设计。一次提交涉及几类就计入几类',
  },
  unit: { en: 'types', zh: '种类型' },
  caveats: [
    {
      en: 'Only what git holds: reviews, triage, events and answers are contributions as well.',
      zh: '仅限 git 中的内容：评审、分类、活动与答疑同样是贡献。',
    },
    {
      en: 'A path may deceive: tests in an odd folder count as code.',
      zh: '路径可能误导：放在特殊目录的测试会算作代码。',
    },
  ],
  parameters: [],
  source: chaoss('Types of Contributions', 'types-of-contributions'),
  reads: ['changes'],
  value: () => `select count(distinct type) as value from ${typed}`,
  series: p => `select ${bin('moment', p)} as moment, count(distinct type) as value from ${typed} group by 1`,
  table: {
    columns: [
      { en: 'Type', zh: '类型' },
      { en: 'Commits', zh: '提交' },
      { en: 'People', zh: '人数' },
      { en: 'Lines', zh: '行数' },
    ],
    rows: () => `select type as a, count(distinct (project, hash)) as b, count(distinct person) as c, sum(lines) as d
      from ${typed} group by type order by b desc, a`,
  },
}
