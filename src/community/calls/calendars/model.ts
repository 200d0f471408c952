/** The job that fetches the calendars of others. */
export const calendarFetch = { kind: 'calendars', rank: 2 } as const
