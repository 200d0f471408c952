// Draws a chart anew in the browser, from the same option, with tooltips and zoom.
let library

export async function awaken(figure) {
  library ??= load(figure.dataset.library)
  await library
  const picture = [...figure.querySelectorAll('.chart')].find(one => one.offsetParent !== null)
  if (!picture) return
  const option = JSON.parse(picture.querySelector('script').textContent)
  // To be measured, a font must have a name.
  option.textStyle.fontFamily = getComputedStyle(picture).fontFamily
  const { width, height } = picture.getBoundingClientRect()
  const stage = document.createElement('div')
  stage.style.cssText = `width:${width}px;height:${height}px`
  picture.replaceChildren(stage)
  const chart = globalThis.echarts.init(stage, undefined, { renderer: 'svg', width, height })
  chart.setOption(option)
  new ResizeObserver(() => chart.resize({ width: picture.clientWidth })).observe(picture)
}

function load(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = source
    script.onload = resolve
    script.onerror = reject
    document.head.append(script)
  })
}
