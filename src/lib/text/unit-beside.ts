/** Units that English has a form of its own for beside 1. */
const ofOne: Readonly<Record<string, string>> = {
  'change requests': 'change request',
  cities: 'city',
  clones: 'clone',
  comments: 'comment',
  commits: 'commit',
  contributions: 'contribution',
  days: 'day',
  downloads: 'download',
  forks: 'fork',
  issues: 'issue',
  'issues and change requests': 'issue or change request',
  kinds: 'kind',
  languages: 'language',
  licenses: 'license',
  lines: 'line',
  meetings: 'meeting',
  mentions: 'mention',
  merges: 'merge',
  messages: 'message',
  offsets: 'offset',
  organizations: 'organization',
  packages: 'package',
  people: 'person',
  'people a meeting': 'person a meeting',
  positions: 'position',
  projects: 'project',
  publications: 'publication',
  releases: 'release',
  reviews: 'review',
  searches: 'search',
  stars: 'star',
  tickets: 'ticket',
  types: 'type',
  years: 'year',
}

/** The unit as it stands beside a number that is shown: `1` person, `2` people. Units of other languages stay as they are. */
export function unitBeside(shown: string, unit: string): string {
  return shown === '1' ? (ofOne[unit] ?? unit) : unit
}
