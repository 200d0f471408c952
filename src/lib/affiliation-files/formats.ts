import { type Book, type BookReading, emptyBook } from './book.ts'
import {
  acquiredAmong,
  readCompanies,
  readDevelopersAffiliations,
  readGitHubUsers,
  writeCompanies,
  writeDevelopersAffiliations,
  writeGitHubUsers,
} from './cncf.ts'
import {
  readAliases,
  readDomainMap,
  readEmailMap,
  readVirtualEmployers,
  writeAliases,
  writeDomainMap,
  writeEmailMap,
} from './gitdm.ts'
import { readGrimoireLab, writeGrimoireLab } from './grimoirelab.ts'
import { readMailmapFile, writeMailmapFile } from './mailmap-file.ts'
import { readOrgChart, writeOrgChart } from './org-chart.ts'
import { readSortingHat, type SortingHatIdentity, writeSortingHat } from './sortinghat.ts'

export const formatNames = [
  'mailmap',
  'sortinghat',
  'grimoirelab',
  'gitdm-email-map',
  'gitdm-domain-map',
  'gitdm-aliases',
  'gitdm-virtual',
  'cncf-developers',
  'cncf-github-users',
  'cncf-companies',
  'org-chart',
] as const
export type FormatName = (typeof formatNames)[number]

interface Circumstances {
  /** Organizations that are known by name. */
  organizations: readonly string[]
  /** ISO 8601. */
  now: string
  idOf(identity: SortingHatIdentity): string
}

interface Format {
  read(text: string, circumstances: Circumstances): BookReading
  /** Undefined where nothing that we know could be written so. */
  write?(book: Book, circumstances: Circumstances): string
}

/** Every format, by its name. */
export const formats: Record<FormatName, Format> = {
  mailmap: { read: readMailmapFile, write: ({ people }) => writeMailmapFile(people) },
  sortinghat: { read: readSortingHat, write: (book, { now, idOf }) => writeSortingHat(book, now, idOf) },
  grimoirelab: { read: readGrimoireLab, write: writeGrimoireLab },
  'gitdm-email-map': { read: readEmailMap, write: writeEmailMap },
  'gitdm-domain-map': { read: readDomainMap, write: writeDomainMap },
  'gitdm-aliases': { read: readAliases, write: writeAliases },
  'gitdm-virtual': { read: readVirtual },
  'cncf-developers': { read: readDevelopersAffiliations, write: writeDevelopersAffiliations },
  'cncf-github-users': { read: readGitHubUsers, write: writeGitHubUsers },
  'cncf-companies': {
    read: (text, { organizations }) => {
      const { acquisitions, problems } = readCompanies(text)
      return { book: emptyBook({ organizations: acquiredAmong(acquisitions, organizations) }), problems }
    },
    write: writeCompanies,
  },
  'org-chart': { read: readOrgChart, write: writeOrgChart },
}

/** Contributions are not split here: a virtual employer is an organization of its own. */
function readVirtual(text: string): BookReading {
  const { employers, problems } = readVirtualEmployers(text)
  return { book: emptyBook({ organizations: employers.map(({ name }) => ({ name })) }), problems }
}

/** What a file is by its name and how it begins. */
export function guessFormat(fileName: string, text: string): FormatName | undefined {
  const name = fileName.toLowerCase().replace(/^.*[\\/]/, '')
  const byName = names.find(([pattern]) => pattern.test(name))?.[1]
  if (byName) return byName
  const start = text.slice(0, 4000)
  // It stands behind all organizations, however many these are.
  if (/^\s*\{/.test(start) && /"uidentities"\s*:/.test(text)) return 'sortinghat'
  if (/^\s*\[\s*\{[^}]*"login"/.test(start)) return 'cncf-github-users'
  if (/^\s*-\s+profile:/m.test(start)) return 'grimoirelab'
  if (/^acquisitions:/m.test(start)) return 'cncf-companies'
  if (name.endsWith('.csv')) return 'org-chart'
  const lines = start.split(/\r?\n/).slice(0, start.length < text.length ? -1 : undefined)
  const telling = lines.filter(line => line.trim() !== '' && !line.startsWith('#'))
  return telling.length === 0
    ? undefined
    : lineKinds.find(([pattern]) => telling.every(line => pattern.test(line)))?.[1]
}

/** What every line looks like; the first that fits. */
const lineKinds: [RegExp, FormatName][] = [
  [/^[^<>]*<[^<>\s]+>(?:[^<>]*<[^<>\s]+>)?\s*$/, 'mailmap'],
  [/^(?:\s+\S.*|[^:\s@!]+:(?:\s*[^\s,]+!\S+)*\s*)$/, 'cncf-developers'],
  [/^\S.*\s[^\s<>]+@[^\s<>]+$/, 'gitdm-aliases'],
  [/^[^\s:<>]+[@!][^\s:<>]+\s+\S/, 'gitdm-email-map'],
  [/^[\w-]+(?:\.[\w-]+)+\s+\S/, 'gitdm-domain-map'],
]

const names: [RegExp, FormatName][] = [
  [/^\.?mailmap$|\.mailmap$/, 'mailmap'],
  [/^developers_affiliations.*\.txt$/, 'cncf-developers'],
  [/^github_users.*\.json$/, 'cncf-github-users'],
  [/^companies\.ya?ml$/, 'cncf-companies'],
  [/email-?map/, 'gitdm-email-map'],
  [/domain-?map/, 'gitdm-domain-map'],
  [/^aliases/, 'gitdm-aliases'],
  [/virtual/, 'gitdm-virtual'],
]
