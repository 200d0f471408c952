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
