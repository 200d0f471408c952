import { verbatim } from '../../../lib/text/text.ts'
import { cut, escapeMarkdown } from '../chat-text.ts'
import { openLabel } from '../messages.ts'
import { json, type Preset } from '../preset.ts'

const longest = 12_000

/** Incoming webhooks of Mattermost. */
export const mattermost: Preset = {
  name: 'mattermost',
  title: verbatim('Mattermost'),
  secret: 'none',
  write({ text, link, locale }) {
    // A zero-width space after the sign: `@channel` in a title shall not wake the whole channel.
    const shown = escapeMarkdown(cut(text, longest)).replaceAll('@', '@\u200b')
    return { body: JSON.stringify({ text: `${shown}\n\n[${openLabel[locale]}](${link})` }), headers: json }
  },
}
