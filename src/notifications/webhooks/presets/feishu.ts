import { createHmac } from 'node:crypto'
import type { Locale } from '../../../lib/text/text.ts'
import { cut, fieldOf } from '../chat-text.ts'
import { openLabel } from '../messages.ts'
import { json, type Preset } from '../preset.ts'

const longest = 8000
const languages: Record<Locale, string> = { en: 'en_us', zh: 'zh_cn' }

/** Custom bots of Feishu (and Lark). Where the bot asks for signatures, time and signature stand in the body. */
export const feishu: Preset = {
  name: 'feishu',
  title: { en: 'Feishu / Lark', zh: '飞书' },
  secret: 'theirs',
  write({ text, link, locale, now, secrets: [secret] }) {
    const [title = '', ...rest] = cut(text, longest).split('\n')
    const line = rest.join('\n').trim()
    const words = line === '' ? [] : [[{ tag: 'text', text: line }]]
    const post = {
      [languages[locale]]: { title, content: [...words, [{ tag: 'a', text: openLabel[locale], href: link }]] },
    }
    return {
      body: JSON.stringify({ ...(secret && signatureOf(secret, now)), msg_type: 'post', content: { post } }),
      headers: json,
    }
  },
  refusal(answer) {
    const code = fieldOf(answer, 'code') ?? fieldOf(answer, 'StatusCode')
    return code === undefined || code === 0 ? undefined : `${code} ${fieldOf(answer, 'msg') ?? ''}`.trim()
  },
}

/** The other way round than usual: time and secret are the key, and nothing is signed with it. */
function signatureOf(secret: string, now: Date) {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).digest('base64') }
}
