import type { ProgramPlan } from './model.ts'

/** What a new program is written from: everything in it can be changed. */
export const defaultPlan: ProgramPlan = {
  title: { en: 'A program', zh: '议程' },
  description: { en: '', zh: '' },
  venue: { en: '', zh: '' },
  call: null,
  zone: 'Asia/Shanghai',
  from: '2027-04-23',
  to: '2027-04-24',
  rooms: [
    { id: 'hall', name: { en: 'Hall', zh: '主会场' }, capacity: 300, tracks: [], closed: [] },
    { id: 'room-a', name: { en: 'Room A', zh: '分会场 A' }, capacity: 80, tracks: [], closed: [] },
  ],
  slots: ['09:00', '09:45', '10:30', '11:15', '14:00', '14:45', '15:30', '16:15'].map(start => ({
    start,
    minutes: 40,
  })),
  tracks: [],
  license: 'CC-BY-4.0',
}
