import type { Schedule, ScheduleDay, ScheduleEvent } from './schedule.ts'

const generator = 'ospo'

/** The form that pentabarf began and frab, pretalx and others write: schedule.xml. */
export function scheduleXml(schedule: Schedule): string {
  const { version, acronym, title, url, baseUrl, zone, start, end, slot, tracks, days } = schedule
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<schedule>',
    `  <generator name="${generator}"/>`,
    ...(isWeb(url) ? [element(1, 'url', url)] : []),
    element(1, 'version', version),
    '  <conference>',
    element(2, 'acronym', acronym),
    element(2, 'title', title),
    element(2, 'start', start),
    element(2, 'end', end),
    element(2, 'days', String(days.length)),
    element(2, 'timeslot_duration', slot),
    ...(isWeb(baseUrl) ? [element(2, 'base_url', baseUrl)] : []),
    element(2, 'time_zone_name', zone),
    ...tracks.map(({ name, slug }) => `    <track name="${escapeXml(name)}" slug="${escapeXml(slug)}"/>`),
    '  </conference>',
    ...days.flatMap(dayLines),
    '</schedule>',
  ]
  return `${lines.join('\n')}\n`
}

function dayLines({ index, date, start, end, rooms }: ScheduleDay): string[] {
  return [
    `  <day index="${index}" date="${date}" start="${start}" end="${end}">`,
    ...rooms.flatMap(({ name, guid, events }) => [
      `    <room name="${escapeXml(name)}" guid="${guid}">`,
      ...events.flatMap(eventLines),
      '    </room>',
    ]),
    '  </day>',
  ]
}

function eventLines(event: ScheduleEvent): string[] {
  return [
    `      <event id="${event.id}" guid="${event.guid}">`,
    ...(['room', 'title', 'subtitle', 'type', 'date', 'start', 'duration', 'abstract', 'slug', 'track'] as const).map(
      name => element(4, name, event[name]),
    ),
    element(4, 'language', event.language),
    element(4, 'description', event.abstract),
    '        <persons>',
    ...event.persons.map(({ id, name }) => `          <person id="${id}">${escapeXml(name)}</person>`),
    '        </persons>',
    '        <recording>',
    element(5, 'license', event.license),
    element(5, 'optout', String(!event.mayRecord)),
    '        </recording>',
    '        <links/>',
    ...(isWeb(event.url) ? [element(4, 'url', event.url)] : []),
    '      </event>',
  ]
}

/** The same as JSON. */
export function scheduleJson({
  version,
  acronym,
  title,
  url,
  baseUrl,
  zone,
  start,
  end,
  slot,
  tracks,
  rooms,
  days,
}: Schedule): string {
  const conference = {
    acronym,
    title,
    start,
    end,
    daysCount: days.length,
    timeslot_duration: slot,
    time_zone_name: zone,
    url,
    tracks,
    rooms: rooms.map(({ name, guid, capacity }) => ({ name, guid, capacity })),
    days: days.map(day => ({
      index: day.index,
      date: day.date,
      day_start: day.start,
      day_end: day.end,
      rooms: Object.fromEntries(day.rooms.map(({ name, events }) => [name, events.map(eventJson)])),
    })),
  }
  return JSON.stringify(
    { generator: { name: generator }, schedule: { version, base_url: baseUrl, conference } },
    undefined,
    2,
  )
}

function eventJson(event: ScheduleEvent) {
  const { id, guid, date, start, end, duration, room, slug, url, title, subtitle, track, type, language, abstract } =
    event
  return {
    id,
    guid,
    date,
    start,
    end,
    duration,
    room,
    slug,
    url,
    title,
    subtitle,
    track: track || null,
    type,
    language: language || null,
    abstract,
    description: abstract,
    recording_license: event.license,
    do_not_record: !event.mayRecord,
    persons: event.persons.map(({ id, name }) => ({ id, name })),
    links: [],
    attachments: [],
  }
}

function element(depth: number, name: string, text: string): string {
  return `${'  '.repeat(depth)}<${name}>${escapeXml(text)}</${name}>`
}

function isWeb(url: string) {
  return /^https?:\/\//.test(url)
}

/** Also without what XML 1.0 cannot hold at all. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: just these are meant
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll(/\p{Surrogate}/gu, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}
