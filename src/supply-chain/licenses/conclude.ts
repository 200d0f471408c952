import { fileNamedBy, type LicenseEvidence, type ProjectLicense } from './model.ts'

/**
 * What the evidence comes to. A manifest's word goes first: a text alone can't tell `-only` from `-or-later`, nor AND
 * from OR. Several texts without such a word are all taken to hold. A word that names a file is none: it is that file's text.
 */
export function concludeProjectLicense(evidence: LicenseEvidence[]): ProjectLicense {
  const words = evidence.filter(one => one.kind === 'declared').map(one => one.license)
  const declared = words.find(word => fileNamedBy(word) === undefined)
  const named = evidence.filter(({ path }) => words.some(word => fileNamedBy(word) === path))
  const found = (named.length > 0 ? named : evidence).filter(one => one.kind === 'text')
  const texts = [...new Set(found.map(one => one.license))]
  const joined = texts.length > 1 ? texts.map(text => (/ OR /.test(text) ? `(${text})` : text)).join(' AND ') : texts[0]
  const mismatch = declared !== undefined && texts.length > 0 && texts.every(text => !speaksOf(declared, text))
  return {
    expression: declared ?? joined ?? words[0] ?? null,
    evidence,
    ...(mismatch && joined !== undefined && { mismatch: { declared, text: joined } }),
  }
}

/** Whether a declared expression names the license of a text, whatever it says of its later versions. */
function speaksOf(declared: string, text: string) {
  const plain = (name: string) => name.toLowerCase().replace(/(-only|-or-later|\+)$/, '')
  const names = declared.split(/[\s()]+/).map(plain)
  return text.split(/[\s()]+/).some(name => names.includes(plain(name)))
}
