import type { Context } from '../../platform/context.ts'
import type { FileTree } from '../../platform/files/file-tree.ts'
import { concludeLicense } from './conclude.ts'
import { declaringManifests, readDeclaredLicense } from './declared-license.ts'
import { isLicenseFile } from './license-files.ts'
import type { LicenseEvidence, ProjectLicense } from './model.ts'
import { recognizeText } from './recognize-text.ts'
import * as store from './store.ts'

const largestText = 512 * 1024

/** Finds out under what a project is licensed, from its license texts and what its manifests declare. */
export async function updateProjectLicense(ctx: Context, projectId: string, tree: FileTree) {
  const evidence: LicenseEvidence[] = []
  for (const path of declaringManifests) {
    if (!tree.paths.includes(path)) continue
    const text = await tree.read(path, largestText)
    const license = text && readDeclaredLicense(path, text.toString('utf8'))
    if (license) evidence.push({ path, kind: 'declared', license, score: 1 })
  }
  for (const path of tree.paths.filter(isLicenseFile)) {
    const text = await tree.read(path, largestText)
    if (text) evidence.push({ path, ...recognizeText(text.toString('utf8')) })
  }
  await store.saveProjectLicense(ctx.db, projectId, concludeLicense(evidence))
}

export async function getProjectLicense(ctx: Context, projectId: string): Promise<ProjectLicense> {
  return concludeLicense(await store.findEvidence(ctx.db, projectId))
}
