import { cutBytes, fieldOf } from '../chat-text.ts'
import { json, type Preset } from '../preset.ts'

/** In bytes, with the link. */
const longest = 2048

/** Group robots of WeCom. Plain text: their Markdown knows no way to write what people wrote as they wrote it. */
export const wecom: Preset = {
  name: 'wecom',
  title: { en: 'WeCom', zh: '企业微信' },
  secret: 'none',
  write({ text, link }) {
    const content = `${cutBytes(text, longest - Buffer.byteLength(link) - 1)}\n${link}`
    return { body: JSON.stringify({ msgtype: 'text', text: { content } }), headers: json }
  },
  refusal(answer) {
    const code = fieldOf(answer, 'errcode')
    return code === undefined || code === 0 ? undefined : `${code} ${fieldOf(answer, 'errmsg') ?? ''}`.trim()
  },
}
