/** Of what may stand in a local part without quotes: RFC 5322 atext, and whatever is not ASCII (RFC 6531). */
const atom = String.raw`[A-Za-z0-9!#$%&'*+/=?^_\x60{|}~\u0080-\u{10ffff}-]+`
const quoted = String.raw`"(?:[ !#-\[\]-~\u0080-\u{10ffff}]|\\[ -~])*"`
const label = String.raw`[A-Za-z0-9\u0080-\u{10ffff}](?:[A-Za-z0-9\u0080-\u{10ffff}-]*[A-Za-z0-9\u0080-\u{10ffff}])?`
const number = String.raw`(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])`
const literal = String.raw`\[(?:${number}(?:\.${number}){3}|[A-Za-z0-9-]*[A-Za-z0-9]:[!-Z^-~]+)\]`
const mailbox = new RegExp(
  String.raw`^(?:${atom}(?:\.${atom})*|${quoted})@(?:${label}(?:\.${label})*|${literal})$`,
  'u',
)

/** The format `idn-email` of JSON Schema: a mailbox as RFC 6531 has it. */
export function isEmail(text: string): boolean {
  return text.length <= 1000 && mailbox.test(text)
}
