import { chaoss, type Metric } from './metric.ts'

export const upstreamDependencies: Metric = {
  id: 'upstream-code-dependencies',
  name: { en: 'Upstream Code Dependencies', zh: '上游代码依赖' },
  question: { en: 'What does the software depend on?', zh: '软件依赖哪些项目？' },
  definition: {
    en: 'Number of packages that the projects’ manifests and lock files name as used directly; beside it all, with those that these use in turn',
    zh: '项目清单与锁定文件中直接使用的软件包数；另列含间接依赖的总数',
  },
  unit: { en: 'packages', zh: '个软件包' },
  caveats: [
    {
      en: 'What no manifest names is not seen: copied code, tools of the machine, services.',
      zh: '清单未列出的看不到：复制的代码、机器上的工具、服务。',
    },
    { en: 'Of several projects a package counts once in each.', zh: '多个项目时，每个项目各计一次。' },
  ],
  parameters: [],
  source: chaoss('Upstream Code Dependencies', 'upstream-code-dependencies'),
  reads: ['dependencies'],
  value: () => "select sum(number) as value from project_fact where what = 'direct-dependencies'",
  beside: [
    {
      name: { en: 'with theirs', zh: '含间接依赖' },
      value: () => "select sum(number) as value from project_fact where what = 'dependencies'",
    },
  ],
  table: {
    columns: [
      { en: 'Project', zh: '项目' },
      { en: 'Used directly', zh: '直接依赖' },
      { en: 'With theirs', zh: '含间接' },
    ],
    rows: () => `select p.id as a, max(number) filter (what = 'direct-dependencies') as b, max(number) filter (what = 'dependencies') as c
      from project_fact join project p using (project) group by p.id having c is not null order by b desc nulls last, a`,
  },
}

export const libyears: Metric = {
  id: 'libyears',
  name: { en: 'Libyears', zh: '依赖滞后年数' },
  question: { en: 'How old are the dependencies?', zh: '依赖有多旧？' },
  definition: {
    en: 'Sum over the packages used directly of the time from the release that is used to the newest stable one, in years',
    zh: '直接使用的软件包所用版本到最新稳定版发布时间之差的总和，以年计',
  },
  formula: {
    en: 'Σ (release of the newest − release of the used) in years',
    zh: 'Σ（最新版本的发布日期 − 所用版本的发布日期），以年计',
  },
  unit: { en: 'years', zh: '年' },
  format: 'ratio',
  caveats: [
    {
      en: 'Only packages whose releases are known by now; a project’s SBOM page lists the others.',
      zh: '仅计已知发布时间的软件包；其余见项目的 SBOM 页面。',
    },
    {
      en: 'CHAOSS names the sum and the mean: many small delays and one long one may have the same sum.',
      zh: 'CHAOSS 同时提到总和与均值：许多小滞后与一个大滞后的总和可能相同。',
    },
  ],
  parameters: [],
  source: chaoss('Libyears', 'libyears'),
  reads: ['dependencies'],
  value: () => "select sum(number) as value from project_fact where what = 'libyears'",
  beside: [
    {
      name: { en: 'Mean of a package whose releases are known', zh: '已知发布时间的软件包的均值' },
      value:
        () => `select sum(number) filter (what = 'libyears') / nullif(sum(number) filter (what = 'dated-dependencies'), 0) as value
        from project_fact`,
    },
    {
      name: { en: 'Packages whose releases are known', zh: '已知发布时间的软件包数' },
      value: () => "select sum(number) as value from project_fact where what = 'dated-dependencies'",
    },
  ],
  table: {
    columns: [
      { en: 'Project', zh: '项目' },
      { en: 'Libyears', zh: '滞后年数' },
    ],
    rows: () => `select p.id as a, round(number, 3) as b from project_fact join project p using (project)
      where what = 'libyears' order by number desc nulls last, a`,
  },
}
