import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import type { FileTree } from '../../platform/files/file-tree.ts'
import { findKeyFiles } from './find-key-files.ts'
import type { KeyFile } from './model.ts'
import * as store from './store.ts'

export async function updateKeyFiles(ctx: Context, projectId: string, tree: FileTree) {
  await inTransaction(ctx, ctx => store.replaceKeyFiles(ctx.db, projectId, findKeyFiles(tree.paths)))
}

export function getKeyFiles(ctx: Context, projectId: string): Promise<KeyFile[]> {
  return store.findKeyFiles(ctx.db, projectId)
}
