import { isRecord, recordIn, recordsIn, textIn } from '../../../../lib/json/untrusted.ts'
import type { ItemRecord, ReleaseRecord } from '../../records.ts'
import { told } from '../../told.ts'
import { accountIn, type Fields, flagIn, itemNumberIn, nameIn, numberIn, timeIn } from './rest-values.ts'

/** An issue or a pull request as GitHub's REST interface shows it; undefined where what an item must have is missing. */
export function restItem(fields: Fields): ItemRecord | undefined {
  const number = itemNumberIn(fields['number'])
  const title = textIn(fields['title'])
  const createdAt = timeIn(fields['created_at'])
  if (number === undefined || title === undefined || createdAt === undefined) return undefined
  const isChange = isRecord(fields['base']) || isRecord(fields['pull_request'])
  const closedAt = timeIn(fields['closed_at'])
  const mergedAt = timeIn(fields['merged_at'] ?? recordIn(fields['pull_request'])['merged_at'])
  return told<ItemRecord>({
    record: 'item',
    kind: isChange ? 'change-request' : 'issue',
    number: String(number),
    url: textIn(fields['html_url']),
    title,
    author: accountIn(fields['user']),
    createdAt,
    updatedAt: updatedAtOf(fields, isChange) ?? mergedAt ?? closedAt ?? createdAt,
    state: mergedAt ? 'merged' : fields['state'] === 'open' ? 'open' : 'closed',
    closedAt,
    closedBy: closedAt && isRecord(fields['closed_by']) ? accountIn(fields['closed_by']) : undefined,
    reason: closedAt ? textIn(fields['state_reason']) : undefined,
    mergedAt,
    mergedBy: mergedAt && isRecord(fields['merged_by']) ? accountIn(fields['merged_by']) : undefined,
    isDraft: flagIn(fields['draft']),
    labels: labelsIn(fields['labels']),
    milestone: textIn(recordIn(fields['milestone'])['title']),
    assignees: recordsIn(fields['assignees']).map(accountIn),
    change: isRecord(fields['base']) ? changeIn(fields, mergedAt !== undefined) : undefined,
  })
}

/** A list of issues tells less of a pull request than a list of those: what it tells gives way to the other of the same moment. */
function updatedAtOf(fields: Fields, isChange: boolean): string | undefined {
  const at = timeIn(fields['updated_at'])
  if (at === undefined || !isChange || isRecord(fields['base'])) return at
  return new Date(Date.parse(at) - 1).toISOString()
}

function labelsIn(value: unknown): string[] {
  const names = Array.isArray(value) ? value.map(label => textIn(label) ?? textIn(recordIn(label)['name'])) : []
  return names.filter(name => name !== undefined)
}

/** Of a pull request: between which branches it is, and what it changes. */
export function changeIn(fields: Fields, isMerged: boolean) {
  const [base, head] = [recordIn(fields['base']), recordIn(fields['head'])]
  return told<NonNullable<ItemRecord['change']>>({
    baseBranch: textIn(base['ref']) ?? '',
    headBranch: textIn(head['ref']) ?? '',
    // Of a fork that is gone nothing is told.
    isFromFork: recordIn(head['repo'])['id'] !== recordIn(base['repo'])['id'],
    mergeCommit: isMerged ? textIn(fields['merge_commit_sha']) : undefined,
    commits: numberIn(fields['commits']),
    added: numberIn(fields['additions']),
    removed: numberIn(fields['deletions']),
    files: numberIn(fields['changed_files']),
  })
}

export function restRelease(fields: Fields): ReleaseRecord | undefined {
  const tag = textIn(fields['tag_name'])
  const id = nameIn(fields['id'])
  const createdAt = timeIn(fields['created_at'])
  if (tag === undefined || id === undefined || createdAt === undefined) return undefined
  const assets = recordsIn(fields['assets'])
  return told<ReleaseRecord>({
    record: 'release',
    id,
    tag,
    name: textIn(fields['name']) ?? '',
    author: isRecord(fields['author']) ? accountIn(fields['author']) : undefined,
    createdAt,
    publishedAt: timeIn(fields['published_at']),
    isDraft: fields['draft'] === true,
    isPrerelease: fields['prerelease'] === true,
    downloads: Array.isArray(fields['assets'])
      ? assets.reduce((sum, asset) => sum + (numberIn(asset['download_count']) ?? 0), 0)
      : undefined,
  })
}
