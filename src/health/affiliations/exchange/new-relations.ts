import type { BookOrganization } from '../../../lib/affiliation-files/book.ts'
import type { Text } from '../../../lib/text/text.ts'
import type { Organization } from '../model.ts'
import { nameKey } from '../organizations/name-key.ts'
import { findCircle, relationsOf } from '../organizations/relations.ts'

/** Of what they are part of, and of who acquired them, only what is not told here yet and leads in no circle. */
export function withNewRelations(
  told: readonly BookOrganization[],
  known: readonly Organization[],
): { organizations: BookOrganization[]; circles: Text[] } {
  const ids = new Map(known.flatMap(({ id, name, aliases }) => [name, ...aliases].map(word => [nameKey(word), id])))
  const idOf = (name: string) => ids.get(nameKey(name)) ?? nameKey(name)
  const { parents, acquirers } = relationsOf(known)
  const circles: Text[] = []
  const isNew = (above: Map<string, string>, name: string, other: string, circle: typeof partOfItself): boolean => {
    const id = idOf(name)
    if (above.has(id)) return false
    above.set(id, idOf(other))
    if (!findCircle(id, above)) return true
    above.delete(id)
    circles.push(circle(name, other))
    return false
  }
  const organizations = told.map(({ parent, acquiredBy, ...same }) => {
    const { name, aliases = [] } = same
    const id = idOf(name)
    for (const alias of aliases) if (!ids.has(nameKey(alias))) ids.set(nameKey(alias), id)
    return {
      ...same,
      ...(parent && isNew(parents, name, parent, partOfItself) && { parent }),
      ...(acquiredBy && isNew(acquirers, name, acquiredBy.organization, acquiredByItself) && { acquiredBy }),
    }
  })
  return { organizations, circles }
}

function partOfItself(name: string, parent: string): Text {
  return {
    en: `As part of ${parent}, ${name} would be part of itself: that is left out`,
    zh: `${name} 若隶属于 ${parent}，将成为自身的下级：已略去`,
  }
}

function acquiredByItself(name: string, acquirer: string): Text {
  return {
    en: `Acquired by ${acquirer}, ${name} would be acquired by itself: that is left out`,
    zh: `${name} 若被 ${acquirer} 收购，将被自身收购：已略去`,
  }
}
