import { listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { readEnvironment } from './environment.ts'

/** environment.yml of conda, without a lockfile beside it. */
export const condaEnvironment: LockfileReader = {
  name: 'conda-environment',
  reads: path => /(^|\/)(environment|conda|conda-env)([-_.][^/]*)?\.ya?ml$/.test(path) && !/lock\.ya?ml$/.test(path),
  read: text => listAsked(readEnvironment(text).map(({ purl, scope, requirement }) => ({ purl, scope, requirement }))),
}
