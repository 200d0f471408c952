/** When a thing was updated of which only others tell: whatever it says of itself, in whichever file, is later. */
export const neverSeen = '1970-01-01T00:00:00Z'
