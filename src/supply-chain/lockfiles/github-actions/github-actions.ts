import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import { readImage, warnOfImage } from '../image-package-url.ts'
import { type Asked, listAsked, type Warning } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { listIn, recordIn, recordsIn, recordsInList, textIn } from '../untrusted.ts'

/** Workflows of GitHub and action.yml: actions, reusable workflows and images. What runs in a workflow builds and tests. */
export const githubActions: LockfileReader = {
  name: 'github-actions',
  reads: path => /(^|\/)(\.github\/workflows\/[^/]+|action)\.ya?ml$/.test(path),
  read,
}

interface Use extends Pick<Asked, 'scope'> {
  action?: string | undefined
  image?: string | undefined
}

function read(text: string): Inventory {
  const { jobs, runs } = parseFailsafeYaml(text)
  const uses = [...[...recordsIn(jobs)].flatMap(([, job]) => findInJob(job)), ...findInAction(recordIn(runs))]
  const asked: Asked[] = []
  const warnings: Warning[] = []
  for (const { action, image, scope } of uses) {
    const reference = image ?? action ?? ''
    if (reference === '' || isOwn(reference)) continue
    const found = action === undefined ? readImage(reference) : readAction(reference)
    if (found) asked.push({ ...found, scope })
    else warnings.push(action === undefined ? warnOfImage(reference) : warnOfAction(reference))
  }
  return listAsked(asked, warnings)
}

/** `./path` and `$/path` lie in the repository itself. */
function isOwn(reference: string): boolean {
  return /^[.$]\//.test(reference)
}

function findInJob(job: Record<string, unknown>): Use[] {
  const { uses, steps, container, services, strategy } = job
  const images = [container, ...[...recordsIn(services)].map(([, service]) => service)]
  return [
    toUse(textIn(uses), 'development'),
    ...recordsInList(steps).map(step => toUse(textIn(step['uses']), 'development')),
    ...images
      .flatMap(image => textIn(image) ?? textIn(recordIn(image)['image']) ?? [])
      .flatMap(image => fillInMatrix(image, recordIn(recordIn(strategy)['matrix'])))
      .map((image): Use => ({ image, scope: 'development' })),
  ]
}

/** Of a long matrix, what comes first suffices to see what is used. */
const mostValues = 100

/** A text that one value of the matrix is part of, once for each of its values. */
function fillInMatrix(text: string, matrix: Record<string, unknown>): string[] {
  const [expression, path] = /\$\{\{\s*matrix\.([\w.-]+)\s*\}\}/.exec(text) ?? []
  if (!expression || !path) return [text]
  const [key = '', ...rest] = path.split('.')
  const lists = [
    listIn(Object.hasOwn(matrix, key) ? matrix[key] : []),
    recordsInList(matrix['include']).map(one => one[key]),
  ]
  const values = lists.flat().flatMap(value => textIn(rest.reduce((at, step) => recordIn(at)[step], value)) ?? [])
  const filled = values.slice(0, mostValues).map(value => text.replace(expression, () => value))
  return filled.length > 0 ? filled : [text]
}

/** An action is run by others: what it uses, they use. */
function findInAction({ steps, image }: Record<string, unknown>): Use[] {
  const ofSteps = recordsInList(steps).map(step => toUse(textIn(step['uses']), 'runtime'))
  const isElsewhere = textIn(image)?.startsWith('docker://')
  return isElsewhere ? [...ofSteps, toUse(textIn(image), 'runtime')] : ofSteps
}

function toUse(text: string | undefined, scope: Asked['scope']): Use {
  return text?.startsWith('docker://')
    ? { image: text.slice('docker://'.length), scope }
    : { action: text ?? '', scope }
}

/** `owner/repository/path@ref`. */
function readAction(text: string): Pick<Asked, 'purl'> | undefined {
  const [, owner, name, subpath, version] = /^([\w.-]+)\/([\w.-]+)(?:\/([^@]*))?@([^@\s{}]+)$/.exec(text) ?? []
  if (!owner || !name) return undefined
  return { purl: formatPackageUrl(text, { type: 'github', namespace: owner, name, version, subpath }) }
}

function warnOfAction(reference: string): Warning {
  const start = reference.slice(0, 100)
  return { text: { en: `${start} names no action at a version`, zh: `${start} 没有指明某个版本的 action` } }
}
