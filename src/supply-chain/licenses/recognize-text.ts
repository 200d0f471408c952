import type { LicenseEvidence } from './model.ts'
export function recognizeText(_text: string): Omit<LicenseEvidence, 'path'> {
  return { kind: 'unrecognized', license: '', score: 0 }
}
