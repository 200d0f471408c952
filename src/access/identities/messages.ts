import type { Text } from '../../lib/text/text.ts'

export const words = {
  identities: { en: 'Identities', zh: '身份' },
  confirm: { en: 'Confirm', zh: '确认' },
  confirmTitle: { en: 'Confirm your e-mail address', zh: '确认您的邮箱地址' },
  isThisYours: (value: string): Text => ({
    en: `Is ${value} your address? Then commits made with it count as yours.`,
    zh: `${value} 是您的邮箱吗？确认后，使用它的提交将计为您的贡献。`,
  }),
  confirmed: (value: string): Text => ({ en: `${value} is confirmed.`, zh: `${value} 已确认。` }),
  mailed: (value: string): Text => ({
    en: `A link was sent to ${value}. Open it within a day, signed in as you are now.`,
    zh: `链接已发送到 ${value}。请在一天内以当前账户登录并打开。`,
  }),
  toAccount: { en: 'To your account', zh: '前往我的账户' },
}

export function proofMail(name: string, link: string): { subject: Text; text: Text } {
  return {
    subject: { en: 'Confirm your e-mail address', zh: '确认您的邮箱地址' },
    text: {
      en: `${name} says in the open source office that this address is theirs.\n\nIf that is you, open this link within a day, signed in to the office:\n\n${link}\n\nIf not, there is nothing to do: without you nothing is confirmed.\n`,
      zh: `${name} 在开源办公室中声明此邮箱为其所有。\n\n如果是您本人，请在一天内登录办公室并打开以下链接：\n\n${link}\n\n如果不是，则无需任何操作：未经您确认不会生效。\n`,
    },
  }
}
