import { createHmac } from 'node:crypto'
import { cut, fieldOf } from '../chat-text.ts'
import { json, type Preset } from '../preset.ts'

const longest = 4000
const longestTitle = 100

/** Custom robots of DingTalk. Where the robot asks for signatures, time and signature stand in the address. */
export const dingtalk: Preset = {
  name: 'dingtalk',
  title: { en: 'DingTalk', zh: '钉钉' },
  secret: 'theirs',
  write({ text, link, now, secrets: [secret] }) {
    const [title = ''] = text.split('\n')
    const card = { title: cut(title, longestTitle), text: cut(text, longest), picUrl: '', messageUrl: link }
    return {
      body: JSON.stringify({ msgtype: 'link', link: card }),
      headers: json,
      ...(secret && { query: signatureOf(secret, now) }),
    }
  },
  refusal(answer) {
    const code = fieldOf(answer, 'errcode')
    return code === undefined || code === 0 ? undefined : `${code} ${fieldOf(answer, 'errmsg') ?? ''}`.trim()
  },
}

function signatureOf(secret: string, now: Date) {
  const timestamp = String(now.getTime())
  return { timestamp, sign: createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64') }
}
