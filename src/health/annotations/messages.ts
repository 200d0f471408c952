import type { Text } from '../../lib/text/text.ts'

export const words = {
  notes: { en: 'Notes', zh: '注记' },
  lead: {
    en: 'What happened on a day: it stands beside every curve that goes over that day.',
    zh: '某日发生的事：显示在所有经过该日的曲线旁。',
  },
  day: { en: 'Day', zh: '日期' },
  what: { en: 'What happened', zh: '事项' },
  more: { en: 'More about it', zh: '补充说明' },
  project: { en: 'Project', zh: '项目' },
  wholeOffice: { en: 'the whole office', zh: '整个办公室' },
  by: { en: 'By', zh: '记录人' },
  add: { en: 'Add a note', zh: '添加注记' },
  change: { en: 'Change', zh: '修改' },
  save: { en: 'Save', zh: '保存' },
  remove: { en: 'Remove', zh: '删除' },
  none: { en: 'No notes yet', zh: '还没有注记' },
  removed: (title: string): Text => ({ en: `The note “${title}” is removed`, zh: `已删除注记“${title}”` }),
  badNote: {
    en: 'A note has a day, written as 2026-01-31, and a title of up to 200 letters',
    zh: '注记需要日期（形如 2026-01-31）和不超过 200 字的标题',
  },
} as const
