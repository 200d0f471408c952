import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import { fillInVariables, readImage, warnOfImage } from '../image-package-url.ts'
import { type Asked, listAsked, type Warning } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { listIn, recordIn, recordsIn, textIn } from '../untrusted.ts'

/** compose.yaml: the images of services that are not built from the project itself. */
export const compose: LockfileReader = {
  name: 'compose',
  reads: path => /(^|\/)(docker-)?compose([-.][^/]+)?\.ya?ml$/.test(path),
  read,
}

function read(text: string): Inventory {
  const asked: Asked[] = []
  const warnings: Warning[] = []
  for (const [, service] of recordsIn(parseFailsafeYaml(text)['services'])) {
    const image = textIn(findMerged(service, 'image'))
    if (!image || findMerged(service, 'build') !== undefined) continue
    const reference = fillInVariables(image)
    const found = readImage(reference)
    if (found) asked.push({ ...found, scope: 'runtime' })
    else warnings.push(warnOfImage(reference))
  }
  return listAsked(asked, warnings)
}

/** Of what is merged into what is merged into what is merged, no one keeps track. */
const deepestMerge = 5

/** `<<` merges another record, or several, into its own. */
function findMerged(record: Record<string, unknown>, key: string, depth = 0): unknown {
  if (Object.hasOwn(record, key) || depth > deepestMerge) return record[key]
  const merged = Object.hasOwn(record, '<<') ? record['<<'] : undefined
  return [merged, ...listIn(merged).slice(0, deepestMerge)]
    .map(other => findMerged(recordIn(other), key, depth + 1))
    .find(value => value !== undefined)
}
