import { verbatim } from '../../../lib/text/text.ts'
import { cut } from '../chat-text.ts'
import { openLabel } from '../messages.ts'
import { json, type Preset } from '../preset.ts'

/** Far below the 28 KB that a message may have. */
const longest = 8000

/** A Teams workflow (“When a Teams webhook request is received”), which takes Adaptive Cards. */
export const teams: Preset = {
  name: 'teams',
  title: verbatim('Microsoft Teams'),
  secret: 'none',
  write({ text, link, locale }) {
    const card = {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.4',
      // Runs of text are shown as they are; a TextBlock would take them for Markdown.
      body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: cut(text, longest) }] }],
      actions: [{ type: 'Action.OpenUrl', title: openLabel[locale], url: link }],
    }
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }]
    return { body: JSON.stringify({ type: 'message', attachments }), headers: json }
  },
}
