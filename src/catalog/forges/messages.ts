import type { Text } from '../../lib/text/text.ts'
import type { ForgeCounts, ToldBy } from './model.ts'

export const words = {
  forges: { en: 'Forges', zh: '代码平台' },
  lead: {
    en: 'Where issues, change requests, releases and stars are collected from. Nothing is asked before it is turned on here.',
    zh: '采集议题、变更请求、发布和星标的来源。在此启用之前，不会访问任何平台。',
  },
  none: { en: 'No forge is connected', zh: '尚未连接代码平台' },
  connectOne: { en: 'Connect a forge', zh: '连接代码平台' },
  connect: { en: 'Connect', zh: '连接' },
  origin: { en: 'Address', zh: '地址' },
  kind: { en: 'Kind', zh: '类型' },
  host: { en: 'Host', zh: '主机' },
  token: { en: 'Token', zh: '令牌' },
  tokenHint: { en: 'it is kept sealed and never shown again', zh: '密封保存，之后不再显示' },
  gerritHint: {
    en: 'of Gerrit: user name, colon, HTTP password',
    zh: 'Gerrit：用户名、冒号、HTTP 密码',
  },
  withToken: { en: 'with a token', zh: '有令牌' },
  withoutToken: { en: 'without a token', zh: '无令牌' },
  state: { en: 'State', zh: '状态' },
  on: { en: 'on', zh: '已启用' },
  off: { en: 'off', zh: '已停用' },
  turnOn: { en: 'Turn on', zh: '启用' },
  turnOff: { en: 'Turn off', zh: '停用' },
  test: { en: 'Test', zh: '测试' },
  tested: { en: 'Tested', zh: '测试时间' },
  works: { en: 'works', zh: '正常' },
  change: { en: 'Change', zh: '更改' },
  newToken: { en: 'New token', zh: '新令牌' },
  keep: { en: 'Answers kept of each project (MB)', zh: '每个项目保留的原始响应（MB）' },
  save: { en: 'Save', zh: '保存' },
  disconnect: { en: 'Disconnect', zh: '断开' },
  connection: { en: 'Connection', zh: '连接信息' },
  projects: { en: 'Projects there', zh: '该平台上的项目' },
  noProjects: { en: 'No project’s address leads there', zh: '没有项目的地址指向该平台' },
  project: { en: 'Project', zh: '项目' },
  repository: { en: 'Repository', zh: '仓库' },
  collected: { en: 'Collected', zh: '采集时间' },
  never: { en: 'never', zh: '从未' },
  nowhere: { en: 'on no connected forge', zh: '不在已连接的平台上' },
  problem: { en: 'What is in the way', zh: '障碍' },
  moved: { en: 'Moved to', zh: '已迁移至' },
  waiting: { en: 'Waits until', zh: '等待至' },
  collect: { en: 'Collect now', zh: '立即采集' },
  replay: { en: 'Read kept answers again', zh: '重读保留的响应' },
  forge: { en: 'Forge', zh: '平台' },
  known: { en: 'What is known', zh: '已有记录' },
  told: { en: 'Who told it', zh: '数据来源' },
  source: { en: 'Source', zh: '来源' },
  forget: { en: 'Take back', zh: '撤回' },
  forgetHint: {
    en: 'All that it told of this project goes. What the forge itself told of the same things is read again; other files are to be sent again',
    zh: '该来源提供的全部项目数据都将移除。代码平台本身对相同内容的数据会重新读取；其他文件需重新发送',
  },
  badConnection: {
    en: 'A connection needs an address such as https://gitlab.example.org, and a kind',
    zh: '连接需要地址（例如 https://gitlab.example.org）和类型',
  },
} satisfies Record<string, Text>

export const countNames: Record<keyof ForgeCounts, Text> = {
  items: { en: 'Issues and change requests', zh: '议题与变更请求' },
  events: { en: 'Events', zh: '事件' },
  commitLinks: { en: 'Commits of change requests', zh: '变更请求的提交' },
  releases: { en: 'Releases', zh: '发布' },
  branches: { en: 'Branches', zh: '分支' },
  counts: { en: 'Counts', zh: '计数' },
  spreads: { en: 'Stars and forks', zh: '星标与复刻' },
}

export function recordsOf(count: string): Text {
  return { en: `${count} records`, zh: `${count} 条记录` }
}

export function toldBy({ source, host, records, toldAt }: ToldBy): Text {
  const at = toldAt.slice(0, 10)
  return {
    en: `${source} of ${host}: ${records} records, the last on ${at}`,
    zh: `${source}（${host}）：${records} 条记录，最近一次 ${at}`,
  }
}
