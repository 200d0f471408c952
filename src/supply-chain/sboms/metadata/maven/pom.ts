import { repositoryInLink } from '../../../../lib/repository-address/repository-in-link.ts'
import { readElements } from '../elements.ts'

/** What a POM tells of the package itself, and of which other it takes the rest. */
export interface Pom {
  licenses: string[]
  organization?: string
  organizationUrl?: string
  developers: string[]
  /** Where its source is; of a home page, only where it is on a forge. */
  source?: string
  parent: { groupId?: string; artifactId?: string; version?: string }
}

/** Throws a SyntaxError with the line. */
export function parsePom(text: string): Pom {
  const pom: Pom = { licenses: [], developers: [], parent: {} }
  const places: Places = {}
  readElements(text, (path, content) => keep(pom, places, path, content))
  const { url, connection, developerConnection, home } = places
  const source = url ?? connection ?? developerConnection ?? (home && repositoryInLink(home))
  return source === undefined ? pom : { ...pom, source: withoutGitweb(source) }
}

/** Of the element `scm`, and the address of the project. */
interface Places {
  url?: string
  connection?: string
  developerConnection?: string
  home?: string
}

/** `https://host/repos?p=name.git` shows what is cloned from `https://host/repos/name.git`. */
function withoutGitweb(source: string): string {
  const [, base, name] = /^(https?:\/\/[^?#]+?)\/?\?p=([\w./-]+\.git)\b/.exec(source) ?? []
  return name === undefined ? source : `${base}/${name}`
}

function keep(pom: Pom, places: Places, path: string, content: string) {
  // A name that is put together when it is built is none yet.
  if (content === '' || content.includes('${')) return
  if (path === 'project/licenses/license/name') pom.licenses.push(content)
  else if (path === 'project/organization/name') pom.organization = content
  else if (path === 'project/organization/url') pom.organizationUrl = content
  else if (path === 'project/developers/developer/name') pom.developers.push(content)
  else if (path === 'project/scm/url') places.url = content
  else if (path === 'project/scm/connection') places.connection = content
  else if (path === 'project/scm/developerConnection') places.developerConnection = content
  else if (path === 'project/url') places.home = content
  else if (path === 'project/parent/groupId') pom.parent.groupId = content
  else if (path === 'project/parent/artifactId') pom.parent.artifactId = content
  else if (path === 'project/parent/version') pom.parent.version = content
}
