import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import { formatImagePurl, warnOfImage } from '../image-package-url.ts'
import { type Asked, listAsked, type Warning } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { recordIn, recordsIn, recordsInList, textIn } from '../untrusted.ts'

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
    // What lies in the repository itself is its own.
    if (reference === '' || reference.startsWith('./')) continue
    const purl = action === undefined ? formatImagePurl(reference) : formatActionPurl(reference)
    if (purl) asked.push({ purl, scope })
    else warnings.push(action === undefined ? warnOfImage(reference) : warnOfAction(reference))
  }
  return listAsked(asked, warnings)
}

function findInJob(job: Record<string, unknown>): Use[] {
  const { uses, steps, container, services } = job
  const images = [container, ...[...recordsIn(services)].map(([, service]) => service)]
  return [
    toUse(textIn(uses), 'development'),
    ...recordsInList(steps).map(step => toUse(textIn(step['uses']), 'development')),
    ...images.map((image): Use => ({ image: textIn(image) ?? textIn(recordIn(image)['image']), scope: 'development' })),
  ]
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
function formatActionPurl(text: string): string | undefined {
  const [, owner, name, subpath, version] = /^([\w.-]+)\/([\w.-]+)(?:\/([^@]*))?@([^@\s{}]+)$/.exec(text) ?? []
  if (!owner || !name) return undefined
  return formatPackageUrl(text, { type: 'github', namespace: owner, name, version, subpath })
}

function warnOfAction(reference: string): Warning {
  const start = reference.slice(0, 100)
  return { text: { en: `${start} names no action at a version`, zh: `${start} 没有指明某个版本的 action` } }
}
