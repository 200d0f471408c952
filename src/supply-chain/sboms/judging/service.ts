import type { Text } from '../../../lib/text/text.ts'
import { Failure } from '../../../platform/failure.ts'
import type { Component, Sbom } from '../../sbom-formats/sbom.ts'
import { compareSboms, type Difference } from '../compare.ts'
import type { Change, Changes, NamedComponent, Quality } from '../model.ts'
import { type Remedy, remedyNames, remedyNamesOfReceived } from '../quality/requirement.ts'
import { requirementSets } from '../quality/requirement-sets.ts'
import { type Assessment, assessAll } from '../quality/score.ts'

const fewExamples = 5

/** What each set asks for and a document has. `every` names a requirement of which all that miss it are told. */
export function judgeQuality(
  sbom: Sbom,
  { against, every }: { against?: string | undefined; every?: string | undefined },
  written: { format?: string | undefined; version?: string | undefined },
): Quality[] {
  const sets = against === undefined ? requirementSets : requirementSets.filter(({ id }) => id === against)
  if (sets.length === 0) throw noSet(against ?? '')
  // Of what ospo wrote itself the reader has the sources; of what came from elsewhere whoever wrote it.
  const remedies = sbom.tools.some(({ name }) => name === 'ospo') ? remedyNames : remedyNamesOfReceived
  return assessAll(sets, sbom, written).map(assessment => toQuality(assessment, every, remedies))
}

function toQuality(
  { set, answers, conforms, score }: Assessment,
  every: string | undefined,
  remedies: Record<Remedy, Text>,
): Quality {
  return {
    set: set.id,
    title: set.title,
    edition: set.edition,
    address: set.address,
    conforms,
    score: score ?? null,
    answers: answers.map(({ requirement, verdict, met, unmet, missing }) => {
      const { id, section, level, subject, title, text, from } = requirement
      const told = id === every ? missing : missing.slice(0, fewExamples)
      const sources = verdict === 'unmet' ? from.map(remedy => remedies[remedy]) : []
      return { id, section, level, subject, title, text, verdict, met, unmet, missing: told.map(nameOf), from: sources }
    }),
  }
}

/** What came, went and changed, as it is told. */
export function tellChanges(before: Sbom, after: Sbom): Changes {
  const { differences, unchanged } = compareSboms(before, after)
  return { changes: differences.map(toChange), unchanged }
}

function toChange(difference: Difference): Change {
  const { kind } = difference
  return {
    kind,
    ...('before' in difference && { before: sideOf(difference.before) }),
    ...('after' in difference && { after: sideOf(difference.after) }),
    ...('direction' in difference && { direction: difference.direction }),
    ...('of' in difference && { of: difference.of }),
    ...('algorithms' in difference && { algorithms: difference.algorithms }),
  }
}

function sideOf(component: Component): NonNullable<Change['before']> {
  const { declaredLicense, concludedLicense, supplier } = component
  return {
    ...nameOf(component),
    ...(declaredLicense && { declaredLicense }),
    ...(concludedLicense && { concludedLicense }),
    ...(supplier && { supplier: supplier.name }),
  }
}

function nameOf({ id, group, name, version, purl }: Component): NamedComponent {
  return { id, name: group ? `${group}/${name}` : name, ...(version && { version }), ...(purl && { purl }) }
}

function noSet(against: string) {
  const ids = requirementSets.map(({ id }) => id)
  return new Failure('invalid-input', {
    en: `There is nothing to hold it against by the name ${against}: ospo knows ${ids.join(', ')}`,
    zh: `没有名为 ${against} 的要求集：ospo 提供 ${ids.join('、')}`,
  })
}
