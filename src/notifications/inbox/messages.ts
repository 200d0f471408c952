import type { Text } from '../../lib/text/text.ts'

export const words = {
  inbox: { en: 'Inbox', zh: '收件箱' },
  inboxWith: (unread: string): Text => ({ en: `Inbox (${unread})`, zh: `收件箱（${unread}）` }),
  lead: { en: 'What concerns you, the latest first', zh: '与您有关的通知，最新的在前' },
  all: { en: 'All', zh: '全部' },
  unread: { en: 'Unread', zh: '未读' },
  show: { en: 'Show', zh: '显示' },
  new: { en: 'new', zh: '新' },
  urgent: { en: 'urgent', zh: '紧急' },
  markRead: { en: 'Mark as read', zh: '标为已读' },
  markAll: { en: 'Mark all as read', zh: '全部标为已读' },
  open: { en: 'Open', zh: '打开' },
  preferences: { en: 'Mail preferences', zh: '邮件偏好' },
  none: { en: 'Nothing here', zh: '没有通知' },
  noneUnread: { en: 'You have read everything', zh: '全部已读' },
  what: { en: 'What', zh: '内容' },
  when: { en: 'When', zh: '时间' },
}
