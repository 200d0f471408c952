import { createHash } from 'node:crypto'

/** Weak, for it stands for what is said, not for its bytes (RFC 7644, 3.14). */
export function versionOf(state: unknown): string {
  return `W/"${createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22)}"`
}
