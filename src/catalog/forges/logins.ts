import type { Account, ForgeRecord, LoginRecord } from './records.ts'

/** Of the people whom records tell of, which account had which login: each pair once. Bots and organizations are nobody's. */
export function loginsIn(records: readonly ForgeRecord[]): LoginRecord[] {
  const found = new Map<string, LoginRecord>()
  for (const account of records.flatMap(accountsIn)) {
    const record = loginOf(account)
    if (record) found.set(`${record.account} ${record.login}`, record)
  }
  return [...found.values()]
}

function loginOf({ id, login, kind }: Account): LoginRecord | undefined {
  if (login === undefined || kind === 'bot' || kind === 'organization') return undefined
  // What is none, or below, is nobody's own.
  if (id === undefined || !/^[1-9]\d{0,18}$/.test(id)) return undefined
  return { record: 'login', account: id, login: login.toLowerCase() }
}

function accountsIn(record: ForgeRecord): Account[] {
  return whoIn(record).filter(account => account !== undefined)
}

function whoIn(record: ForgeRecord): (Account | undefined)[] {
  if (record.record === 'item') return [record.author, record.closedBy, record.mergedBy, ...record.assignees]
  if (record.record === 'event' || record.record === 'spread' || record.record === 'branch') return [record.actor]
  if (record.record === 'release') return [record.author]
  return record.record === 'profile' ? [record.account] : []
}
