// Before anything is drawn: follows what the system prefers, unless the reader chose.
const root = document.documentElement
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => {
  if (root.dataset.theme === 'auto') root.dataset.bsTheme = dark.matches ? 'dark' : 'light'
}
follow()
dark.addEventListener('change', follow)
