import { quote } from '../../../lib/sql/quote.ts'
import { employedAt } from '../../affiliations/model.ts'
import { count, type FactTable, flag, fromGit, ofAll, project, text, time, typed, units } from './fact-table.ts'

const hash = text('hash', 'id of the commit', '提交哈希')

const commits: FactTable = {
  name: 'commits',
  meaning: {
    en: 'Every commit reachable from HEAD, once a project',
    zh: '从 HEAD 可达的每次提交，每个项目计一次',
  },
  source: fromGit,
  needs: ['history', 'people'],
  columns: [
    project,
    hash,
    time('authored_at', 'when it was written', '编写时间'),
    count('author_offset', units.minutes, 'the author’s time zone', '作者所在时区'),
    text('author', 'who wrote it: a person, as in people', '作者：people 中的人员编号'),
    text('author_kind', 'person, bot or ai-agent', 'person（人员）、bot（机器人）或 ai-agent（AI 代理）'),
    text('organization', 'where the author worked then; null: not known', '作者当时所属组织；空值表示未知'),
    time('committed_at', 'when it came into the repository', '进入仓库的时间'),
    count('committer_offset', units.minutes, 'the committer’s time zone', '提交者所在时区'),
    text('committer', 'who put it into the repository, as in people', '提交者：people 中的人员编号'),
    flag('is_merge', 'whether it has more than one parent', '是否为合并提交'),
    flag('ai_assisted', 'whether its trailers tell of an AI’s part', '其尾注是否表明有 AI 参与'),
    flag(
      'lines_known',
      'whether its changed lines were counted yet; of merges never',
      '是否已统计变更行数；合并提交始终为否',
    ),
    count('added', units.lines, 'lines added; null: not known', '新增行数；空值表示未知'),
    count('removed', units.lines, 'lines removed; null: not known', '删除行数；空值表示未知'),
    count('generated_added', units.lines, 'of the added, those in generated files', '新增行中位于生成文件的行数'),
    count('generated_removed', units.lines, 'of the removed, those in generated files', '删除行中位于生成文件的行数'),
  ],
  sql(sources) {
    const { projects, people, assisted } = sources
    const ids = projects.flatMap(({ id, number }) => (number === undefined ? [] : [`(${number}, ${quote(id)})`]))
    if (sources.commits === undefined || ids.length === 0) return typed(commits, undefined)
    return typed(
      commits,
      `select p.id as project, c.hash, c.authored_at, c.author_offset, a.person as author, a.kind as author_kind, e.organization,
        c.committed_at, c.committer_offset, k.person as committer, c.is_merge,
        case when c.trailers is null then false else ${assisted} end as ai_assisted,
        c.known as lines_known, c.added, c.removed, c.generated_added, c.generated_removed
      from ${sources.commits} c join (values ${ids.join(', ')}) p(number, id) on p.number = c.project
        left join ${people.who} a on a.code = c.author left join ${people.who} k on k.code = c.committer
        ${employedAt('a.person', 'c.authored_at', { table: sources.people.employed })}`,
    )
  },
}

const changed = [
  project,
  text('hash', 'the commit, as in commits', '提交哈希，见 commits'),
  text('path', 'path of the file after the change', '变更后的文件路径'),
  text('previous_path', 'where it was before, of what was renamed', '重命名前的路径'),
  count('added', units.lines, 'lines added; null: a binary file', '新增行数；空值表示二进制文件'),
  count('removed', units.lines, 'lines removed; null: a binary file', '删除行数；空值表示二进制文件'),
  flag('generated', 'whether a program wrote the file', '是否为程序生成的文件'),
]

const changes: FactTable = {
  name: 'changes',
  meaning: {
    en: 'Every file that a commit with one parent or none changed',
    zh: '（父提交不多于一个的）每次提交所变更的每个文件',
  },
  source: fromGit,
  needs: ['each-history'],
  columns: changed,
  sql(sources) {
    const rows = ofAll(sources, 'changes')
    return typed(changes, rows && `select * from ${rows} where path is not null`)
  },
}

const mergeChanges: FactTable = {
  name: 'merge_changes',
  meaning: {
    en: 'Every file that a merge changed against its first parent, of projects where lines of merges are counted; what they brought is also in changes',
    zh: '合并提交与其第一父提交相比所变更的每个文件（仅限已开启统计的项目）；所带入的改动同样见 changes',
  },
  source: fromGit,
  needs: ['each-history'],
  columns: changed,
  sql(sources) {
    const rows = ofAll(sources, 'mergeChanges')
    return typed(mergeChanges, rows && `select * from ${rows} where path is not null`)
  },
}

const tags: FactTable = {
  name: 'tags',
  meaning: { en: 'Tags of commits', zh: '提交的标签' },
  source: fromGit,
  needs: ['each-history'],
  columns: [
    project,
    text('name', 'name of the tag', '标签名'),
    text('hash', 'the commit, as in commits', '提交哈希，见 commits'),
    time('tagged_at', 'when it was tagged; of a light tag, when it was committed', '打标签的时间；轻量标签为提交时间'),
    flag('annotated', 'whether it is a tag with a message', '是否为附注标签'),
  ],
  sql: sources => typed(tags, ofAll(sources, 'tags') && `select * from ${ofAll(sources, 'tags')}`),
}

const files: FactTable = {
  name: 'files',
  meaning: { en: 'Files of the newest commit of each project', zh: '各项目最新提交中的文件' },
  source: fromGit,
  needs: ['files'],
  columns: [
    project,
    text('path', 'path of the file', '文件路径'),
    text('language', 'by its name; null: none', '按文件名判断的语言；空值表示无'),
    text(
      'language_kind',
      'programming, markup, data or prose',
      'programming（编程）、markup（标记）、data（数据）或 prose（文字）',
    ),
    count('bytes', units.bytes, 'its size', '大小'),
    count('lines', units.lines, 'its lines; null: binary or too large', '行数；空值表示二进制或过大'),
    flag('generated', 'whether a program wrote it', '是否由程序生成'),
    text('license', 'SPDX expression that the file itself declares', '文件自身声明的 SPDX 许可证表达式'),
  ],
  sql: sources => typed(files, ofAll(sources, 'files') && `select * from ${ofAll(sources, 'files')}`),
}

export const historyFactTables: readonly FactTable[] = [commits, changes, mergeChanges, tags, files]
