import { countOfPeople } from './distinct-people.ts'
import { bin, chaoss, type Metric } from './metric.ts'

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
  reads: ['path-types'],
  shared: () =>
    'select moment::date as day, type, sum(commits) as commits, sum(lines) as lines from path_type group by 1, 2',
  value: () => 'select count(distinct type) as value from shared_rows',
  series: p =>
    `select ${bin('day::timestamp', p)} as moment, count(distinct type) as value from shared_rows group by 1`,
  table: {
    columns: [
      { en: 'Type', zh: '类型', coded: true },
      { en: 'Commits', zh: '提交' },
      { en: 'People', zh: '人数' },
      { en: 'Lines', zh: '行数' },
    ],
    rows: p => `select type as a, commits as b, people as c, lines as d
      from (select type, sum(commits) as commits, sum(lines) as lines from shared_rows group by type)
        join (select type, ${countOfPeople(p)} as people from path_type group by type) using (type) order by b desc, a`,
  },
}
