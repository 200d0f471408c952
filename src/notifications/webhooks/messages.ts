import type { Text } from '../../lib/text/text.ts'
import type { DeliveryState } from './model.ts'

/** In the messages themselves. */
export const openLabel: Text = { en: 'Open in ospo', zh: '在 ospo 中打开' }
export const testText: Text = {
  en: 'A test from ospo: this webhook works.',
  zh: 'ospo 测试消息：此 Webhook 工作正常。',
}
export const disabledSubject = (name: string): Text => ({
  en: `Webhook ${name} was switched off`,
  zh: `Webhook ${name} 已被停用`,
})
export const disabledBodies: Record<'failing' | 'gone', Text> = {
  failing: {
    en: 'For five days nothing that it was told has arrived. Correct its address or its receiver, switch it on again, and replay what it missed.',
    zh: '五天以来没有一次投递成功。请检查其地址或接收方，重新启用，并重放错过的消息。',
  },
  gone: {
    en: 'Its receiver answered that it is gone for good (410). Give it another address and switch it on again, or delete it.',
    zh: '接收方回复其已永久移除（410）。请更换地址后重新启用，或将其删除。',
  },
}

export const words = {
  webhooks: { en: 'Webhooks', zh: 'Webhook 列表' },
  lead: { en: 'What programs and chats are told', zh: '向程序和聊天群推送的消息' },
  webhook: { en: 'Webhook', zh: 'Webhook 名称' },
  name: { en: 'Name', zh: '名称' },
  url: { en: 'Address', zh: '地址' },
  host: { en: 'Host', zh: '主机' },
  events: { en: 'Events', zh: '事件' },
  eventsHint: { en: 'separated by blanks: request.* or * for all', zh: '以空格分隔：request.* 或 *（全部）' },
  preset: { en: 'For', zh: '类型' },
  language: { en: 'Language', zh: '语言' },
  secret: { en: 'Secret of the robot (Feishu, DingTalk)', zh: '机器人的签名密钥（飞书、钉钉）' },
  signed: { en: 'Signed', zh: '签名' },
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  state: { en: 'State', zh: '状态' },
  active: { en: 'on', zh: '启用' },
  paused: { en: 'off', zh: '停用' },
  disabled: { en: 'switched off: it failed for too long', zh: '已停用：持续失败过久' },
  failing: { en: 'failing', zh: '失败中' },
  create: { en: 'Create', zh: '创建' },
  createOne: { en: 'Create a webhook', zh: '创建 Webhook' },
  none: { en: 'No webhooks', zh: '还没有 Webhook' },
  created: { en: 'The webhook is created', zh: 'Webhook 已创建' },
  rotated: { en: 'The webhook has a new secret', zh: 'Webhook 已更换密钥' },
  copyNow: {
    en: 'Copy the secret now: it is not shown again. Receivers check signatures with it.',
    zh: '请立即复制密钥：之后不再显示。接收方用它校验签名。',
  },
  bothFor: {
    en: 'For a day, messages are signed with the old secret as well.',
    zh: '一天之内，消息会同时用旧密钥签名。',
  },
  copy: { en: 'Copy', zh: '复制' },
  back: { en: 'Back to the webhook', zh: '返回该 Webhook' },
  switchOn: { en: 'Switch on', zh: '启用' },
  switchOff: { en: 'Switch off', zh: '停用' },
  rotate: { en: 'New secret', zh: '更换密钥' },
  remove: { en: 'Delete', zh: '删除' },
  test: { en: 'Test', zh: '测试' },
  save: { en: 'Save', zh: '保存' },
  change: { en: 'Change', zh: '更改' },
  unchanged: { en: 'as it is', zh: '不变' },
  log: { en: 'Deliveries', zh: '投递记录' },
  noLog: { en: 'Nothing was sent yet', zh: '还没有发送过' },
  event: { en: 'Event', zh: '事件' },
  answer: { en: 'Answer', zh: '响应' },
  duration: { en: 'Took', zh: '耗时' },
  attempts: { en: 'Tries', zh: '尝试次数' },
  when: { en: 'When', zh: '时间' },
  next: { en: 'Next try', zh: '下次尝试' },
  replay: { en: 'Replay', zh: '重放' },
}

export const states: Record<DeliveryState, Text> = {
  waiting: { en: 'waiting', zh: '等待中' },
  sending: { en: 'being sent', zh: '发送中' },
  delivered: { en: 'delivered', zh: '已送达' },
  failed: { en: 'given up', zh: '已放弃' },
}
