import { quote } from '../../../lib/sql/quote.ts'
import {
  count,
  type FactTable,
  flag,
  fromOffice,
  fromPeople,
  list,
  project,
  quoteOrNull,
  text,
  time,
  typed,
  units,
} from './fact-table.ts'

const projects: FactTable = {
  name: 'projects',
  meaning: { en: 'The projects of the office', zh: '办公室的项目' },
  source: fromOffice,
  needs: ['history'],
  columns: [
    text('project', 'its id', '项目编号'),
    text('name', 'its name', '名称'),
    text(
      'kind',
      'repository, bare, worktree, submodule or folder',
      'repository（仓库）、worktree（工作树）、folder（文件夹）等',
    ),
    flag(
      'has_history',
      'whether commits are told of it; a worktree’s are those of its repository',
      '是否有其提交；工作树的提交计在所属仓库',
    ),
    time('added_at', 'when it came into the office', '加入办公室的时间'),
  ],
  sql({ projects: all }) {
    const rows = all.map(
      ({ id, name, kind, number, addedAt }) =>
        `(${quote(id)}, ${quote(name)}, ${quote(kind)}, ${number !== undefined}, ${quote(addedAt.replace('Z', ''))})`,
    )
    const names = projects.columns.map(({ name }) => name).join(', ')
    return typed(projects, rows.length > 0 ? `select * from (values ${rows.join(', ')}) t(${names})` : undefined)
  },
}

const person = text(
  'person',
  'their id, as everywhere; of who is not named to you, another',
  '人员编号；对您隐去姓名者为另一编号',
)

const people: FactTable = {
  name: 'people',
  meaning: {
    en: 'Everybody who did something, as far as you may see them; who chose to be left out is not here',
    zh: '所有参与者（以您可见为限）；选择不列出的人员不在其中',
  },
  source: fromPeople,
  needs: ['people'],
  columns: [
    person,
    text('name', 'their name, or a pseudonym', '姓名或化名'),
    text('email', 'the e-mail that they use most; null where you may not see it', '最常用的邮箱；您无权查看时为空'),
    text('kind', 'person, bot or ai-agent', 'person（人员）、bot（机器人）或 ai-agent（AI 代理）'),
    count('identities', units.identities, 'names, e-mails and logins known to be theirs', '已知属于此人的身份数'),
  ],
  sql: ({ people: { persons } }) => typed(people, `select * from ${persons}`),
}

const identities: FactTable = {
  name: 'identities',
  meaning: {
    en: 'Which person a name, e-mail or login is taken for; only of those whom you may see',
    zh: '姓名、邮箱或登录名归属于哪位人员；仅含您可见者',
  },
  source: fromPeople,
  needs: ['people'],
  columns: [
    text('name', 'as a commit or a forge has it', '提交或平台中的姓名'),
    text('email', 'as a commit or a forge has it', '提交或平台中的邮箱'),
    text('login', 'of an account on a forge', '平台账户的登录名'),
    text('host', 'which forge that is', '所在平台'),
    person,
  ],
  sql: ({ people: { who } }) =>
    typed(identities, `select distinct name, email, login, host, person from ${who} where is_shown`),
}

const affiliations: FactTable = {
  name: 'affiliations',
  meaning: { en: 'Who worked where and when; never overlapping', zh: '何人何时任职于何处；互不重叠' },
  source: fromPeople,
  needs: ['people'],
  columns: [
    person,
    text('organization', 'its name, as in organizations', '组织名称，见 organizations'),
    time('since', 'from when; null: from the beginning', '起始时间；空值表示一直如此'),
    time('until', 'until when, not included; null: still', '截止时间（不含）；空值表示至今'),
  ],
  sql: ({ people: { employed } }) => typed(affiliations, `select * from ${employed} where is_listed`),
}

const organizations: FactTable = {
  name: 'organizations',
  meaning: { en: 'Organizations that people work for', zh: '人员所属的组织' },
  source: fromPeople,
  needs: ['organizations'],
  columns: [
    text('organization', 'its name', '名称'),
    text('parent', 'the organization that it is part of', '上级组织'),
    text('acquired_by', 'the organization that bought it', '收购方'),
    text('acquired_since', 'the day of that; null: not known', '收购日期；空值表示未知'),
    list('domains', 'domains of its e-mails', '邮箱域名'),
  ],
  sql(sources) {
    const rows = sources.organizations.map(({ name, parent, acquiredBy, acquiredSince, domains }) => {
      const words = [name, parent, acquiredBy, acquiredSince].map(quoteOrNull)
      return `(${[...words, `[${domains.map(quote).join(', ')}]`].join(', ')})`
    })
    const names = organizations.columns.map(({ name }) => name).join(', ')
    return typed(organizations, rows.length > 0 ? `select * from (values ${rows.join(', ')}) t(${names})` : undefined)
  },
}

const components: FactTable = {
  name: 'components',
  meaning: { en: 'What each project uses, by its manifests and lock files', zh: '各项目依据清单与锁文件所使用的组件' },
  source: fromOffice,
  needs: ['components'],
  columns: [
    project,
    text('package', 'its package URL without version', '不含版本的包 URL'),
    text('version', 'the version in use', '所用版本'),
    text('purl', 'its package URL', '包 URL'),
    text('license', 'SPDX expression; null: not known', 'SPDX 许可证表达式；空值表示未知'),
    text('relation', 'direct, transitive or unknown', 'direct（直接）、transitive（间接）或 unknown（未知）'),
    text('scope', 'runtime, development or optional', 'runtime（运行时）、development（开发）或 optional（可选）'),
    text('requirement', 'the range that was asked for', '声明的版本范围'),
    text('manifest', 'the file that says so', '所在清单文件'),
  ],
  sql: sources => typed(components, sources.components && `select * from ${sources.components}`),
}

export const officeFactTables: readonly FactTable[] = [
  projects,
  people,
  identities,
  affiliations,
  organizations,
  components,
]
