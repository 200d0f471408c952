import type { Command, Terminal } from '../../platform/cli/command.ts'
import { misused, text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { createWebhook, listDeliveries, listWebhooks, replayDelivery, testWebhook } from './api.ts'
import { states, words } from './messages.ts'
import { NewWebhook, type WebhookDelivery } from './model.ts'

const undelivered = 1

export const createWebhookCommand: Command = {
  name: 'webhook create',
  usage:
    'NAME URL [--events request.*,grant.*] [--preset standard|slack|teams|mattermost|feishu|dingtalk|wecom] [--language en|zh] [--secret-from VARIABLE]',
  summary: {
    en: 'Create a webhook and print the secret that it is signed with, this once; one of Feishu or DingTalk is read from an environment variable',
    zh: '创建 Webhook 并打印签名密钥（仅显示这一次）；飞书或钉钉的密钥从环境变量读取',
  },
  options: {
    events: { type: 'string' },
    preset: { type: 'string' },
    language: { type: 'string' },
    'secret-from': { type: 'string' },
  },
  async run(io, args) {
    const [name, url] = args.positionals
    const variable = text(args, 'secret-from')
    const input = NewWebhook.safeParse({
      name,
      url,
      events: text(args, 'events')?.split(','),
      preset: text(args, 'preset'),
      locale: text(args, 'language'),
      // Not as an option itself: other people on the machine may see those.
      secret: variable === undefined ? undefined : (process.env[variable] ?? ''),
    })
    if (!input.success) throw badInput(input.error.issues.map(({ path }) => path.join('.')))
    const created = await io.call(createWebhook, input.data)
    if (io.json) io.print(JSON.stringify(created, undefined, 2))
    else {
      io.note(created.webhook.id)
      if (created.secret !== null) io.print(created.secret)
    }
    return 0
  },
}

export const listWebhooksCommand: Command = {
  name: 'webhook list',
  usage: '[ID]',
  summary: { en: 'List the webhooks, or what one of them was sent', zh: '列出 Webhook，或某个 Webhook 的投递记录' },
  options: {},
  async run(io, { positionals: [id] }) {
    if (id !== undefined) {
      const log = await io.call(listDeliveries, { id })
      if (io.json) io.print(JSON.stringify(log, undefined, 2))
      else for (const line of formatTable(log.deliveries.map(delivery => rowOf(delivery, io)))) io.print(line)
      return 0
    }
    const { webhooks } = await io.call(listWebhooks, {})
    const rows = webhooks.map(({ id, name, host, preset, events, active }) => [
      id,
      name,
      host,
      preset,
      events.join(' '),
      words[active ? 'active' : 'paused'][io.locale],
    ])
    if (io.json) io.print(JSON.stringify({ webhooks }, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const testWebhookCommand: Command = {
  name: 'webhook test',
  usage: 'ID',
  summary: {
    en: 'Send a test message at once: exit 1 when it is not delivered',
    zh: '立即发送测试消息：未送达则退出码为 1',
  },
  options: {},
  run: async (io, { positionals: [id = ''] }) => tell(io, await io.call(testWebhook, { id })),
}

export const replayDeliveryCommand: Command = {
  name: 'webhook replay',
  usage: 'DELIVERY',
  summary: {
    en: 'Send a message again, with the same id: exit 1 when it is not delivered',
    zh: '以相同标识重新发送消息：未送达则退出码为 1',
  },
  options: {},
  run: async (io, { positionals: [id = ''] }) => tell(io, await io.call(replayDelivery, { id })),
}

function tell(io: Terminal, delivery: WebhookDelivery): number {
  if (io.json) io.print(JSON.stringify(delivery, undefined, 2))
  else for (const line of formatTable([rowOf(delivery, io)])) io.print(line)
  return delivery.state === 'delivered' ? 0 : undelivered
}

function rowOf({ id, createdAt, event, state, status, attempts, problem }: WebhookDelivery, { locale }: Terminal) {
  const at = createdAt.slice(0, 16).replace('T', ' ')
  return [id, at, event, states[state][locale], status ?? '–', attempts, problem?.[locale] ?? '']
}

function badInput(fields: string[]) {
  const named = [...new Set(fields)].join(', ')
  return misused(createWebhookCommand, { en: `These do not fit: ${named}`, zh: `以下输入不符合要求：${named}` })
}
