const narrow = /[ijlftrIJ.,:;'!|()[\]/\\ -]/
const wide = /[mwMW@%\u2E80-\uFFFF\u{10000}-\u{10FFFF}]/u
const large = /[\p{Lu}#+<=>^~&]/u

/** In heights of its letters, about as wide as in the widest usual fonts (Verdana, DejaVu Sans). */
export function widthOfText(text: string): number {
  return [...text].reduce((sum, sign) => sum + widthOfSign(sign), 0)
}

function widthOfSign(sign: string) {
  if (narrow.test(sign)) return 0.41
  if (wide.test(sign)) return 1
  return large.test(sign) ? 0.78 : 0.64
}
