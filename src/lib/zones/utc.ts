import { createZone } from './zone.ts'

export const utc = createZone('Etc/UTC', {
  settings: [{ offset: 0, isDaylight: false, abbreviation: 'UTC' }],
  times: [],
  kinds: [],
  footer: 'UTC0',
})
