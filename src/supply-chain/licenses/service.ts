import { createHash } from 'node:crypto'
import type { Context } from '../../platform/context.ts'
import type { FileTree } from '../../platform/files/file-tree.ts'
import { concludeProjectLicense } from './conclude.ts'
import { isDeclaring, readDeclaredLicense } from './declared-license.ts'
import { isLicenseFile, type LicenseEvidence, type ProjectLicense } from './model.ts'
import { recognizeText } from './recognize-text.ts'
import * as store from './store.ts'

const largestText = 512 * 1024

/** Finds out under what a project is licensed, from its license texts and what its manifests declare. */
export async function updateProjectLicense(ctx: Context, projectId: string, tree: FileTree) {
  const files = await readFiles(tree)
  const hash = createHash('sha256')
  for (const [path, text] of files) hash.update(JSON.stringify([path, text]))
  const contentHash = hash.digest('hex')
  if ((await store.findContentHash(ctx.db, projectId)) === contentHash) return
  const license = concludeProjectLicense(files.flatMap(([path, text]) => evidenceIn(path, text)))
  await store.saveProjectLicense(ctx.db, projectId, license, contentHash)
}

async function readFiles(tree: FileTree): Promise<[path: string, text: string][]> {
  const files: [string, string][] = []
  for (const path of tree.paths.filter(path => isLicenseFile(path) || isDeclaring(path))) {
    const bytes = await tree.read(path, largestText)
    if (bytes) files.push([path, bytes.toString('utf8')])
  }
  return files
}

function evidenceIn(path: string, text: string): LicenseEvidence[] {
  if (!isDeclaring(path)) return [{ path, ...recognizeText(text) }]
  const license = readDeclaredLicense(path, text)
  return license ? [{ path, kind: 'declared', license, score: 1 }] : []
}

export async function getProjectLicense(ctx: Context, projectId: string): Promise<ProjectLicense> {
  return concludeProjectLicense(await store.findEvidence(ctx.db, projectId))
}
