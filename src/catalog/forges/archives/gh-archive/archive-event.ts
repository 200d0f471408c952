import { isRecord, recordIn, textIn } from '../../../../lib/json/untrusted.ts'
import type { Account } from '../../records.ts'
import { told } from '../../told.ts'
import { accountIn, type Fields, timeIn } from '../github-rest/rest-values.ts'

/** What all events have, in the shape before 2015 and in the one since. */
export interface ArchiveEvent {
  type: string
  at: string
  actor: Account
  payload: Fields
  /** Of what it is about, in the old shape. */
  url: string | undefined
}

/** `owner/name`. */
export function repositoryOf(event: Fields): string | undefined {
  if (isRecord(event['repo'])) return textIn(event['repo']['name'])
  const { owner, name, url } = recordIn(event['repository'])
  const [repositoryOwner, repositoryName] = [textIn(owner), textIn(name)]
  if (repositoryOwner !== undefined && repositoryName !== undefined) return `${repositoryOwner}/${repositoryName}`
  return /github\.com\/([^/]+\/[^/]+)/.exec(textIn(url) ?? '')?.[1]
}

export function readFrame(event: Fields): ArchiveEvent | undefined {
  const type = textIn(event['type'])
  const at = timeIn(event['created_at'])
  if (type === undefined || at === undefined) return undefined
  return { type, at, actor: actorOf(event), payload: recordIn(event['payload']), url: textIn(event['url']) }
}

/** In the old shape name and e-mail stand beside the login. */
function actorOf({ actor, actor_attributes: attributes }: Fields): Account {
  if (!isRecord(attributes)) return accountIn(actor)
  return told<Account>({ ...accountIn({ login: actor, ...attributes }), email: textIn(attributes['email']) })
}
