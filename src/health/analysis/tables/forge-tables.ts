import { employedAt } from '../../affiliations/model.ts'
import {
  count,
  type FactColumn,
  type FactSources,
  type FactTable,
  flag,
  fromForges,
  list,
  ofAll,
  project,
  text,
  time,
  typed,
  units,
  whoIs,
} from './fact-table.ts'

const host = text('host', 'which forge or archive told it', '来源平台或归档')
const number = text('number', 'number of the item, as people say it there', '条目编号')
const itemKind = text(
  'item_kind',
  'issue, change-request or thread',
  'issue（议题）、change-request（变更请求）或 thread（邮件主题）',
)
const organization = text(
  'organization',
  'where that person worked then; null: not known',
  '此人当时所属组织；空值表示未知',
)

function person(name: string, en: string, zh: string): FactColumn {
  return text(name, `${en}, as in people; null: not known`, `${zh}：people 中的人员编号；空值表示未知`)
}

function kindOf(name: string): FactColumn {
  return text(name, 'person, bot or ai-agent', 'person（人员）、bot（机器人）或 ai-agent（AI 代理）')
}

/** Columns by which forges know who it was. */
function accounts(...roles: string[]): string[] {
  return roles.flatMap(role => ['login', 'name', 'email', 'kind'].map(part => `${role}_${part}`))
}

const items: FactTable = {
  name: 'items',
  meaning: {
    en: 'Issues, change requests and mail threads as they stand now',
    zh: '议题、变更请求和邮件主题的当前状态',
  },
  source: fromForges,
  needs: ['forges', 'people'],
  columns: [
    project,
    host,
    text('kind', itemKind.meaning.en, itemKind.meaning.zh),
    number,
    text('url', 'its address', '地址'),
    text('title', 'its title', '标题'),
    text('state', 'open, closed or merged', 'open（开启）、closed（关闭）或 merged（已合并）'),
    person('author', 'who opened it', '开启者'),
    kindOf('author_kind'),
    text(
      'organization',
      'where the author worked when it was opened; null: not known',
      '开启时作者所属组织；空值表示未知',
    ),
    time('created_at', 'when it was opened', '开启时间'),
    time('updated_at', 'when it last changed', '最近更新时间'),
    time('closed_at', 'when it was last closed or merged; null while open', '最近一次关闭或合并的时间；开启中为空'),
    person('closer', 'who closed it', '关闭者'),
    text('reason', 'why it was closed, as the forge says', '平台给出的关闭原因'),
    time('merged_at', 'when it was merged', '合并时间'),
    person('merger', 'who merged it', '合并者'),
    flag('draft', 'whether it is a draft', '是否为草稿'),
    list('labels', 'its labels', '标签'),
    text('milestone', 'its milestone', '里程碑'),
    count('assignees', units.people, 'how many are assigned', '被指派的人数'),
    text('base_branch', 'change requests: the branch it is for', '变更请求：目标分支'),
    text(
      'head_branch',
      'change requests: the branch it comes from; null where its author is not shown to you by name',
      '变更请求：来源分支；若作者不以姓名向您显示则为空值',
    ),
    flag('from_fork', 'change requests: whether from another repository', '变更请求：是否来自另一仓库'),
    text('merge_commit', 'change requests: the commit that it became', '变更请求：合并后的提交哈希'),
    count('commits', units.commits, 'change requests: its commits', '变更请求：提交数'),
    count('added', units.lines, 'change requests: lines added', '变更请求：新增行数'),
    count('removed', units.lines, 'change requests: lines removed', '变更请求：删除行数'),
    count('files', units.files, 'change requests: files changed', '变更请求：变更的文件数'),
  ],
  sql(sources) {
    const rows = ofAll(sources, 'items')
    return typed(
      items,
      rows &&
        `select r.* exclude (${[...accounts('author', 'closer', 'merger'), 'closed_at', 'merged_at', 'head_branch', 'assignees'].join(', ')}), a.person as author, a.kind as author_kind, e.organization,
          case when r.state <> 'open' then coalesce(r.closed_at, r.merged_at) end as closed_at,
          case when r.state = 'merged' then coalesce(r.merged_at, r.closed_at) end as merged_at,
          case when coalesce(a.is_shown, s.are_all) then r.head_branch end as head_branch, c.person as closer, m.person as merger, len(r.assignees) as assignees
        from ${rows} r cross join (select coalesce(bool_and(is_shown), true) as are_all from ${sources.people.who}) s
          ${whoIs('author', 'a', sources)} ${whoIs('closer', 'c', sources)} ${whoIs('merger', 'm', sources)}
          ${employedAt('a.person', 'r.created_at', { table: sources.people.employed })}`,
    )
  },
}

const ofEvents = [project, host, itemKind, number]
const valueMeaning = {
  en: 'the label, the new title, the commit pushed, the reaction; of people nothing',
  zh: '标签、新标题、推送的提交或表情回应；不含人员信息',
}

const events: FactTable = {
  name: 'events',
  meaning: { en: 'What happened to items', zh: '条目上发生的事件' },
  source: fromForges,
  needs: ['forges', 'people'],
  columns: [
    ...ofEvents,
    text(
      'kind',
      'opened, closed, reopened, merged, labeled, assigned, review-requested, approved, commented, pushed …',
      'opened（开启）、closed（关闭）、merged（合并）、labeled（加标签）、approved（批准）、commented（评论）等',
    ),
    person('actor', 'who did it', '操作者'),
    kindOf('actor_kind'),
    organization,
    time('happened_at', 'when', '时间'),
    { name: 'value', type: 'VARCHAR', meaning: valueMeaning },
    count('length', units.characters, 'of a comment or review', '评论或评审的长度'),
    flag('inline', 'whether a comment is on a line of a change', '评论是否针对变更中的某一行'),
  ],
  sql: sources => typed(events, eventRows(sources, 'true')),
}

/** Logins that stand among the values are people. */
function eventRows(sources: FactSources, condition: string): string | undefined {
  const rows = ofAll(sources, 'events')
  return (
    rows &&
    `select r.* exclude (${[...accounts('actor'), 'value'].join(', ')}), r."at" as happened_at, a.person as actor, a.kind as actor_kind, e.organization,
      case when r.kind not in ('assigned', 'unassigned', 'review-requested', 'review-dismissed', 'referenced') then r.value end as value
    from ${rows} r ${whoIs('actor', 'a', sources)} ${employedAt('a.person', 'r."at"', { table: sources.people.employed })} where ${condition}`
  )
}

const reviews: FactTable = {
  name: 'reviews',
  meaning: { en: 'Reviews of change requests', zh: '变更请求的评审' },
  source: fromForges,
  needs: ['forges', 'people'],
  columns: [
    project,
    host,
    number,
    text(
      'verdict',
      'approved, changes-requested or reviewed',
      'approved（批准）、changes-requested（要求修改）或 reviewed（已评审）',
    ),
    person('reviewer', 'who reviewed', '评审人'),
    kindOf('reviewer_kind'),
    organization,
    time('happened_at', 'when', '时间'),
    count('length', units.characters, 'of its text', '评审文字的长度'),
  ],
  sql(sources) {
    const rows = eventRows(
      sources,
      "r.item_kind = 'change-request' and r.kind in ('approved', 'changes-requested', 'reviewed')",
    )
    return typed(
      reviews,
      rows && `select *, kind as verdict, actor as reviewer, actor_kind as reviewer_kind from (${rows})`,
    )
  },
}

const comments: FactTable = {
  name: 'comments',
  meaning: { en: 'Comments on items; their texts are not kept', zh: '条目的评论；不保存正文' },
  source: fromForges,
  needs: ['forges', 'people'],
  columns: [
    ...ofEvents,
    person('author', 'who commented', '评论者'),
    kindOf('author_kind'),
    organization,
    time('happened_at', 'when', '时间'),
    count('length', units.characters, 'of its text', '评论文字的长度'),
    flag('inline', 'whether it is on a line of a change', '是否针对变更中的某一行'),
  ],
  sql(sources) {
    const rows = eventRows(sources, "r.kind = 'commented'")
    return typed(comments, rows && `select *, actor as author, actor_kind as author_kind from (${rows})`)
  },
}

const itemCommits: FactTable = {
  name: 'item_commits',
  meaning: { en: 'Which commits belong to a change request', zh: '变更请求所含的提交' },
  source: fromForges,
  needs: ['forges'],
  columns: [project, host, number, text('hash', 'the commit, as in commits', '提交哈希，见 commits')],
  sql: sources => typed(itemCommits, ofAll(sources, 'commitLinks') && `select * from ${ofAll(sources, 'commitLinks')}`),
}

const releases: FactTable = {
  name: 'releases',
  meaning: { en: 'Releases on forges', zh: '代码平台上的发布' },
  source: fromForges,
  needs: ['forges', 'people'],
  columns: [
    project,
    host,
    text('tag', 'its tag', '标签'),
    text('name', 'its name', '名称'),
    person('author', 'who published it', '发布者'),
    time('created_at', 'when it was made', '创建时间'),
    time('published_at', 'when it was published; null: not yet', '发布时间；空值表示尚未发布'),
    flag('draft', 'whether it is a draft', '是否为草稿'),
    flag('prerelease', 'whether it is a pre-release', '是否为预发布'),
    { ...count('downloads', units.downloads, 'of its files, all together', '其文件的下载总数'), type: 'BIGINT' },
  ],
  sql(sources) {
    const rows = ofAll(sources, 'releases')
    return typed(
      releases,
      rows &&
        `select r.* exclude (${accounts('author').join(', ')}), a.person as author from ${rows} r ${whoIs('author', 'a', sources)}`,
    )
  },
}

const spreads: FactTable = {
  name: 'spreads',
  meaning: { en: 'Stars, forks and watches, one by one', zh: '每一次加星、复刻和关注' },
  source: fromForges,
  needs: ['forges', 'people'],
  columns: [
    project,
    host,
    text('kind', 'star, fork or watch', 'star（加星）、fork（复刻）或 watch（关注）'),
    person('actor', 'who did it', '操作者'),
    kindOf('actor_kind'),
    organization,
    time('happened_at', 'when', '时间'),
  ],
  sql(sources) {
    const rows = ofAll(sources, 'spreads')
    return typed(
      spreads,
      rows &&
        `select r.* exclude (${accounts('actor').join(', ')}), r."at" as happened_at, a.person as actor, a.kind as actor_kind, e.organization
        from ${rows} r ${whoIs('actor', 'a', sources)} ${employedAt('a.person', 'r."at"', { table: sources.people.employed })}`,
    )
  },
}

const counts: FactTable = {
  name: 'counts',
  meaning: { en: 'Numbers that a forge tells, each time they were asked for', zh: '平台给出的数字，按每次采集记录' },
  source: fromForges,
  needs: ['forges'],
  columns: [
    project,
    host,
    text(
      'what',
      'stars, forks, watchers, clones, views, downloads …',
      'stars（星标）、forks（复刻）、downloads（下载）等',
    ),
    time('counted_at', 'when it was so', '时间'),
    { name: 'count', type: 'BIGINT', meaning: { en: 'how many there were', zh: '数量' } },
  ],
  sql: sources =>
    typed(counts, ofAll(sources, 'counts') && `select *, "at" as counted_at from ${ofAll(sources, 'counts')}`),
}

export const forgeFactTables: readonly FactTable[] = [
  items,
  events,
  reviews,
  comments,
  itemCommits,
  releases,
  spreads,
  counts,
]
