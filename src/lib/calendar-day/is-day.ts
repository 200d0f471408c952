/** Whether a text is a day of the calendar, as YYYY-MM-DD (RFC 3339, full-date). */
export function isDay(text: string): boolean {
  // 30 February is read as 1 March.
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  )
}
