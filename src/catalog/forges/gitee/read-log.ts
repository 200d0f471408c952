import { eventId } from '../event-id.ts'
import type { Account, EventKind, EventRecord, ItemRecord } from '../records.ts'
import { told } from '../told.ts'
import type { Log, User } from './shapes.ts'

export function accountOf(user: User): Account {
  if (!user || user.login === 'ghost') return {}
  const kind = user.type === 'Bot' ? 'bot' : undefined
  return told<Account>({ login: user.login, name: user.name, kind, id: user.id?.toString() })
}

/** The log says what was done by a word of the interface, or only in a sentence as people read it. */
const signs: [RegExp, EventKind][] = [
  [/merge_?d?_pr|^merge|合并了/, 'merged'],
  [/re_?open|重新打开|重新开启/, 'reopened'],
  [/close|reject|关闭了|拒绝了|更改为.*(已完成|已关闭|已拒绝)/, 'closed'],
  [/(cancel|remove|delete|unset)\w*label|(移除|删除)了?.*标签/, 'unlabeled'],
  [/label|添加了?.*标签/, 'labeled'],
  [/(cancel|remove|delete|unset|un)_?\w*assign|取消.*(指派|负责人|审查人员)/, 'unassigned'],
  [/assign|指派|设置.*(负责人|审查人员)/, 'assigned'],
  [/check_pass|审查通过|测试通过/, 'approved'],
  [/change_title|修改了?.*标题/, 'renamed'],
  [/push|推送了/, 'pushed'],
]

export function readLog(log: Log, number: string, itemKind: ItemRecord['kind']): EventRecord[] {
  const { action_type: action, content, created_at: at, user } = log
  const plain = (content ?? '').replaceAll(/<[^>]*>/g, '')
  const kind = kindOf(action ?? '') ?? kindOf(plain)
  if (!kind) return []
  const value = kind === 'labeled' || kind === 'unlabeled' ? labelIn(content ?? '') : undefined
  const id = eventId(kind, number, at, value)
  return [told<EventRecord>({ record: 'event', id, kind, itemKind, number, actor: accountOf(user), at, value })]
}

function kindOf(text: string): EventKind | undefined {
  return signs.find(([sign]) => sign.test(text))?.[1]
}

/** Its name stands in a tag of its own, or behind the word. */
function labelIn(content: string): string | undefined {
  const found = /<(?:span|div|b)[^>]*>([^<]+)<\/(?:span|div|b)>\s*(?:标签)?\s*$|标签[:：]?\s*([^<\s]+)/.exec(content)
  return (found?.[1] ?? found?.[2])?.trim() || undefined
}
