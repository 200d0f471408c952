import type { Command } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { listInbox, readInbox, readNotification } from './api.ts'
import { words } from './messages.ts'

export const inboxCommand: Command = {
  name: 'inbox',
  usage: '[--unread] [--read ID|all]',
  summary: { en: 'Show what you are told, or mark it as read', zh: '显示您的通知，或将其标为已读' },
  options: { unread: { type: 'boolean' }, read: { type: 'string' } },
  async run(io, args) {
    const { locale } = io
    const read = text(args, 'read')
    if (read === 'all') await io.call(readInbox, {})
    else if (read !== undefined) await io.call(readNotification, { id: read })
    const inbox = await io.call(listInbox, args.values['unread'] ? { unread: 'true' } : {})
    const rows = inbox.notifications.map(({ id, readAt, createdAt, subject, link }) => [
      id,
      readAt ? '' : words.new[locale],
      createdAt.slice(0, 16).replace('T', ' '),
      subject[locale],
      link,
    ])
    if (io.json) io.print(JSON.stringify(inbox, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}
