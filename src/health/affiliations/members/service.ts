import { getGroups, getMembers } from '../../../access/groups/service.ts'
import { getIdentities } from '../../../access/identities/service.ts'
import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { keyOfText } from '../../identities/evidence/service.ts'
import { findPeopleOfKeys } from '../../identities/service.ts'

/** Whoever is in a group of the office today, named by id or name, as far as they proved what they are known by. */
export async function getPeopleOfGroup(ctx: Pick<Context, 'db' | 'now'>, word: string): Promise<string[]> {
  const group = (await getGroups(ctx)).find(({ id, name }) => id === word || name === word)
  if (!group) throw noGroup(word)
  const accounts = (await getMembers(ctx, [group.id])).get(group.id) ?? []
  const identities = (await Promise.all(accounts.map(account => getIdentities(ctx, account)))).flat()
  const today = ctx.now().toISOString().slice(0, 10)
  const keys = identities
    .filter(({ proof, until }) => proof !== 'stated' && (until === null || until >= today))
    .map(({ kind, value, host }) => keyOfText(kind === 'email' ? value : `@${value}@${host}`))
  return (await findPeopleOfKeys(ctx, keys)).sort()
}

function noGroup(word: string) {
  return new Failure('not-found', {
    en: `There is no group ${word}: the page of groups lists them`,
    zh: `没有群组 ${word}：请在群组页面查看`,
  })
}
