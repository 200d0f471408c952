import type { Text } from '../../lib/text/text.ts'
import { enough } from './choose-similar.ts'
import { reasons } from './messages.ts'
import type { Cohort } from './model.ts'

/** How the members were chosen, and by which criteria. */
export function whySimilar({ members, criteria, chosen }: Pick<Cohort, 'members' | 'criteria' | 'chosen'>): Text {
  const isFew = chosen === 'by-itself' && members.length < enough
  const how = isFew ? reasons.few : reasons.chosen[chosen]
  if (chosen === 'by-hand') return how
  const said = [
    ...(criteria.size > 0 ? [reasons.size(String(criteria.size))] : []),
    ...(criteria.age > 0 ? [reasons.age(String(criteria.age))] : []),
    ...(criteria.language === 'same' ? [reasons.language] : []),
    ...(criteria.kind === 'same' ? [reasons.kind] : []),
  ]
  const all = said.length > 0 ? said : [reasons.none]
  const criteriaText = reasons.criteria(all.map(({ en }) => en).join(', '), all.map(({ zh }) => zh).join('、'))
  return { en: `${how.en} ${criteriaText.en}`, zh: `${how.zh}${criteriaText.zh}` }
}
