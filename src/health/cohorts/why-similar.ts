import type { Text } from '../../lib/text/text.ts'
import { enough } from './choose-similar.ts'
import { reasons } from './messages.ts'
import type { Cohort } from './model.ts'

/** How the members were chosen, and by which criteria. */
export function whySimilar({ members, criteria, chosen, unknown }: Omit<Cohort, 'own' | 'more'>): Text {
  const isFew = chosen === 'by-itself' && members.length < enough
  const how = isFew ? reasons.few : reasons.chosen[chosen]
  if (chosen === 'by-hand') return unknown.length > 0 ? joined(how, reasons.unknown(unknown.join(', '))) : how
  const said = [
    ...(criteria.size > 0 ? [reasons.size(String(criteria.size))] : []),
    ...(criteria.age > 0 ? [reasons.age(String(criteria.age))] : []),
    ...(criteria.language === 'same' ? [reasons.language] : []),
    ...(criteria.kind === 'same' ? [reasons.kind] : []),
  ]
  const all = said.length > 0 ? said : [reasons.none]
  return joined(how, reasons.criteria(all.map(({ en }) => en).join(', '), all.map(({ zh }) => zh).join('、')))
}

function joined(a: Text, b: Text): Text {
  return { en: `${a.en} ${b.en}`, zh: `${a.zh}${b.zh}` }
}
