import { verbatim } from '../../../lib/text/text.ts'
import { cut } from '../chat-text.ts'
import { openLabel } from '../messages.ts'
import { json, type Preset } from '../preset.ts'

const longest = 2900

/** Incoming webhooks of Slack, with Block Kit. */
export const slack: Preset = {
  name: 'slack',
  title: verbatim('Slack'),
  secret: 'none',
  write({ text, link, locale }) {
    const shown = escapeText(cut(text, longest))
    const button = { type: 'button', text: { type: 'plain_text', text: openLabel[locale] }, url: link }
    const blocks = [
      { type: 'section', text: { type: 'mrkdwn', text: shown, verbatim: true } },
      { type: 'actions', elements: [button] },
    ]
    // The text stands in notifications, where blocks are not shown.
    return { body: JSON.stringify({ text: shown, blocks }), headers: json }
  },
}

/** With these three, nobody can be mentioned and no link made; what remains of markup is bold at the most. */
function escapeText(text: string) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
