import type { Text } from '../../lib/text/text.ts'
import type { Proposal, Speaker } from '../proposals/model.ts'
import type { Presenter, SessionContent } from './model.ts'

/** An accepted talk as a session. People are named as they chose; it is recorded only where all of them agreed. */
export function contentOf(
  { proposal, speakers, license }: { proposal: Proposal; speakers: readonly Speaker[]; license: string },
  format: Text = { en: '', zh: '' },
): SessionContent {
  const { title, abstract, language } = proposal.content
  return {
    title,
    abstract,
    track: proposal.track,
    format,
    language,
    speakers: speakers.map(presenterOf),
    expected: null,
    mayRecord: speakers.every(({ about }) => about.mayRecord),
    license,
  }
}

function presenterOf({ email, about }: Speaker): Presenter {
  return { key: email, name: publicNameOf(about), away: about.away }
}

function publicNameOf({ name, employer, attribution, penName }: Speaker['about']): string {
  if (attribution === 'pen-name') return penName || '–'
  return attribution === 'name-and-employer' && employer !== '' ? `${name} (${employer})` : name
}
