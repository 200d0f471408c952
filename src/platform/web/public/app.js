// Nothing here is needed to use ospo; it only saves a few keystrokes and clicks.
addEventListener('keydown', event => {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]')
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  document.getElementById('find')?.focus()
})

addEventListener('click', async event => {
  const copy = event.target.closest?.('[data-copy]')
  if (!copy) return
  await navigator.clipboard.writeText(copy.dataset.copy)
  copy.dataset.copied = ''
})

// A picture becomes one that tells more, when somebody looks closer.
const wake = async event => {
  const figure = event.target.closest?.('figure[data-chart]:not([data-awake])')
  if (!figure) return
  figure.dataset.awake = ''
  const { awaken } = await import(figure.dataset.script)
  await awaken(figure)
}
for (const kind of ['pointerover', 'focusin', 'touchstart']) addEventListener(kind, wake, { passive: true })

// A part of a page that is still being worked out is fetched again until it is whole, for ten minutes at most.
const complete = async (tries = 600) => {
  const part = document.querySelector('[data-unfinished]')
  if (!part || tries === 0) return
  await new Promise(resolve => setTimeout(resolve, 1000))
  const answer = await fetch(location.href).catch(() => undefined)
  if (answer) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const next = page.getElementById(part.id)
    // What the page says instead is for its reader to see.
    if (!next) return location.reload()
    part.replaceWith(document.adoptNode(next))
  }
  return complete(tries - 1)
}
void complete()

// A session of a program is dragged to a room and a slot; the form that is there anyhow does the rest.
addEventListener('dragstart', event => {
  const session = event.target.closest?.('[data-session]')
  if (session) event.dataTransfer.setData('application/x-session', session.dataset.session)
})
addEventListener('dragover', event => {
  if (event.target.closest?.('[data-place]') && event.dataTransfer.types.includes('application/x-session'))
    event.preventDefault()
})
addEventListener('drop', event => {
  const cell = event.target.closest?.('[data-place]')
  const session = event.dataTransfer.getData('application/x-session')
  const form = document.getElementById('move')
  if (!cell || !session || !form) return
  event.preventDefault()
  form.elements.session.value = session
  form.elements.place.value = cell.dataset.place
  form.elements.room.value = cell.dataset.room
  form.requestSubmit()
})

// A stretch of time is chosen by drawing over it; the two fields for days beside it do the same.
let drawn
const placeIn = ({ brush, days }, x) => {
  const { left, width } = brush.getBoundingClientRect()
  return Math.min(days.length - 1, Math.max(0, Math.floor(((x - left) / width) * days.length)))
}
const showRange = () => {
  const range = drawn.brush.querySelector('.brush-range')
  const [from, to] = [drawn.start, drawn.end].sort((a, b) => a - b)
  range.hidden = false
  range.style.left = `${(100 * from) / drawn.days.length}%`
  range.style.right = `${100 - (100 * (to + 1)) / drawn.days.length}%`
}
addEventListener('pointerdown', event => {
  const brush = event.target.closest?.('[data-brush]')
  if (!brush || event.button !== 0) return
  drawn = { brush, days: brush.dataset.days.split(',') }
  drawn.start = drawn.end = placeIn(drawn, event.clientX)
  brush.setPointerCapture(event.pointerId)
  showRange()
})
addEventListener('pointermove', event => {
  if (!drawn) return
  drawn.end = placeIn(drawn, event.clientX)
  showRange()
})
addEventListener('pointerup', () => {
  if (!drawn) return
  const [from, to] = [drawn.start, drawn.end].sort((a, b) => a - b)
  const { form, days } = { form: drawn.brush.closest('form'), days: drawn.days }
  drawn = undefined
  form.elements.from.value = days[from]
  form.elements.to.value = days[to + 1] ?? ''
  form.requestSubmit()
})
addEventListener('pointercancel', () => {
  drawn?.brush.querySelector('.brush-range').setAttribute('hidden', '')
  drawn = undefined
})

// Who clicks twice means once. After a while, or where they come back, the form may be sent again: its answer may be a file.
const sent = new WeakMap()
addEventListener('submit', event => {
  const { target, timeStamp } = event
  if (target.method !== 'post') return
  if (timeStamp - (sent.get(target) ?? -Infinity) < 3000) event.preventDefault()
  else sent.set(target, timeStamp)
})
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) for (const form of document.forms) sent.delete(form)
})

// What a form left empty need not stand in an address that is shared.
addEventListener('formdata', ({ target, formData }) => {
  if (!target.matches('form.asked')) return
  for (const [name, value] of [...formData]) if (value === '') formData.delete(name)
})
