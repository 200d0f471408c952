import { signMessage } from '../../../lib/standard-webhooks/standard-webhooks.ts'
import { json, type Preset } from '../preset.ts'

/** https://www.standardwebhooks.com: for programs. */
export const standard: Preset = {
  name: 'standard',
  title: { en: 'Standard Webhooks (for programs)', zh: 'Standard Webhooks（供程序使用）' },
  secret: 'ours',
  write({ id, event, at, data, text, link, now, secrets }) {
    const body = JSON.stringify({ type: event, timestamp: at, data, text, link })
    const timestamp = Math.floor(now.getTime() / 1000)
    return { body, headers: { ...json, ...signMessage({ id, timestamp, body }, secrets) } }
  },
}
