/** A text as a literal of SQL, with the quotes in it doubled (ISO/IEC 9075-2, 5.3). */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
