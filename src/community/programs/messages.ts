import type { Text } from '../../lib/text/text.ts'
import type { ClashKind, SessionKind } from './model.ts'

export const words = {
  abstract: { en: 'Abstract', zh: '摘要' },
  number: { en: 'No.', zh: '编号' },
  programs: { en: 'Programs', zh: '议程' },
  lead: {
    en: 'Rooms, slots and sessions; what does not go together is shown',
    zh: '会议室、时段与场次；冲突会自动提示',
  },
  program: { en: 'Program', zh: '议程' },
  when: { en: 'When', zh: '时间' },
  state: { en: 'State', zh: '状态' },
  draft: { en: 'not published', zh: '未发布' },
  published: (version: string): Text => ({ en: `published, version ${version}`, zh: `已发布，第 ${version} 版` }),
  none: { en: 'No programs yet', zh: '还没有议程' },
  start: { en: 'Start a program', zh: '新建议程' },
  id: { en: 'Id: lowercase letters, digits and -', zh: '编号：小写字母、数字和 -' },
  title: { en: 'Title', zh: '标题' },
  inEnglish: { en: 'in English', zh: '英文' },
  inChinese: { en: 'in Chinese', zh: '中文' },
  call: { en: 'Id of the call that the talks come from', zh: '演讲来源的征稿编号' },
  from: { en: 'First day', zh: '开始日期' },
  to: { en: 'Last day', zh: '结束日期' },
  zone: { en: 'Time zone', zh: '时区' },
  edit: { en: 'Change rooms, slots and tracks', zh: '修改会议室、时段与专题' },
  plan: { en: 'The program, as YAML', zh: '议程设置（YAML）' },
  save: { en: 'Save', zh: '保存' },
  takeTalks: { en: 'Take the accepted talks', zh: '纳入已录用的演讲' },
  taken: {
    en: 'From the call: new ones come in, changed ones are written anew, those that do not come go',
    zh: '按征稿更新：加入新的、更新已变更的、移除不出席的',
  },
  publish: { en: 'Publish', zh: '发布' },
  despite: { en: 'although there are clashes', zh: '忽略冲突' },
  publicPage: { en: 'Public page', zh: '公开页面' },
  clashes: { en: 'Clashes', zh: '冲突' },
  noClashes: { en: 'Nothing clashes', zh: '没有冲突' },
  unplaced: { en: 'Without a place', zh: '未安排' },
  allPlaced: { en: 'Everything has its place', zh: '全部场次均已安排' },
  session: { en: 'Session', zh: '场次' },
  speakers: { en: 'Speakers', zh: '讲者' },
  track: { en: 'Track', zh: '专题' },
  minutes: { en: 'Minutes', zh: '分钟' },
  move: { en: 'Move', zh: '调整' },
  moveHint: { en: 'Drag it, or open it and choose', zh: '可拖动，或打开后选择' },
  place: { en: 'Slot', zh: '时段' },
  noPlace: { en: 'no place yet', zh: '暂不安排' },
  ownTime: { en: 'or a time of its own', zh: '或自定时间' },
  room: { en: 'Room', zh: '会议室' },
  allRooms: { en: 'all rooms', zh: '全部会议室' },
  expected: { en: 'People expected', zh: '预计人数' },
  addSession: { en: 'Add a break or a session of your own', zh: '添加休息或自定场次' },
  kind: { en: 'Kind', zh: '类型' },
  remove: { en: 'Remove', zh: '移除' },
  time: { en: 'Time', zh: '时间' },
  calendar: { en: 'Calendar', zh: '日历' },
  print: { en: 'Prints as it stands', zh: '可直接打印' },
  license: { en: 'License', zh: '许可证' },
  by: { en: 'By', zh: '署名' },
  notRecorded: { en: 'not recorded', zh: '不录制' },
  recorded: { en: 'recorded', zh: '录制' },
  venue: { en: 'Where', zh: '地点' },
  changed: { en: 'As of', zh: '更新于' },
  search: { en: 'Words of the title', zh: '标题关键词' },
  library: { en: 'Put the talks into the library', zh: '将演讲收入资料库' },
  inLibrary: (count: string): Text => ({ en: `New in the library: ${count}`, zh: `资料库新增 ${count} 项` }),
}

export const kinds: Record<SessionKind, Text> = {
  talk: { en: 'talk', zh: '演讲' },
  break: { en: 'break', zh: '休息' },
  plenary: { en: 'plenary', zh: '全体会议' },
}

/** By the titles of what clashes, and the name of the room, person, track or break that it is about. */
export const clashTexts: Record<ClashKind, (titles: string, about: string) => Text> = {
  'room-taken': (titles, about) => ({
    en: `${titles} are in ${about} at the same time`,
    zh: `${titles}同时安排在${about}`,
  }),
  'speaker-twice': (titles, about) => ({
    en: `${about} speaks in ${titles} at the same time`,
    zh: `${about} 同时出现在${titles}`,
  }),
  'speaker-away': (titles, about) => ({
    en: `${about} is not there at the time of ${titles}`,
    zh: `${titles}的时间 ${about} 无法出席`,
  }),
  'too-small': (titles, about) => ({
    en: `${about} is too small for ${titles}`,
    zh: `${about}容纳不下${titles}的预计人数`,
  }),
  'wrong-room': (titles, about) => ({
    en: `${about} is not for the track of ${titles}`,
    zh: `${about}不用于${titles}所属的专题`,
  }),
  'room-closed': (titles, about) => ({
    en: `${about} is closed at the time of ${titles}`,
    zh: `${titles}的时间${about}不开放`,
  }),
  'track-parallel': (titles, about) => ({
    en: `${titles} of the track ${about} run at the same time`,
    zh: `同属专题“${about}”的${titles}同时进行`,
  }),
  'in-break': (titles, about) => ({
    en: `${titles}: nothing is held during ${about}`,
    zh: `${titles}：“${about}”期间不安排场次`,
  }),
  outside: titles => ({
    en: `${titles} is outside of the days of the program`,
    zh: `${titles}不在议程日期之内`,
  }),
}
