/** Content-Disposition of a download: the name in ASCII, and as it is beside it (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^ -~]+|["\\]/g, '-')
  const whole = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${whole}`}`
}

/** What a name may be in the name of a file on any machine: letters and digits of all scripts. */
export function forFileName(name: string): string {
  return [...name.replaceAll(/[^\p{L}\p{M}\p{N}_.+-]+/gu, '-')].slice(0, 100).join('')
}
