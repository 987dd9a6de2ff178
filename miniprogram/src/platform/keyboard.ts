// #ifdef H5
import '../style/browser.css'
// #endif

/** H5 only: uni-app's elements cannot be operated by keyboard on their own. */
const OPERABLE = /^(button|radio|checkbox|link|switch)$/

export function installKeyboard(): void {
  // #ifdef H5
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement
    const operable = OPERABLE.test(target.getAttribute('role') ?? '')
    if (operable && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      target.click()
    }
    moveAmongRadios(event, target)
  })
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true })
  // #endif
}

let opened = false

/** H5 only: a page one has come to is read out from its title; the first one the browser reads. */
export function readOut(): void {
  // #ifdef H5
  if (opened) requestAnimationFrame(() => titleInSight()?.focus({ preventScroll: true }))
  else setTimeout(() => (opened = true)) // it is both mounted and activated
  // #endif
}

// #ifdef H5
function titleInSight(): HTMLElement | undefined {
  // Pages one may go back to lie below, unseen.
  const titles = document.querySelectorAll<HTMLElement>('[aria-level="1"]')
  return Array.from(titles).find((one) => one.offsetParent)
}

/** Arrow keys walk through a group of radios, as everywhere else. */
function moveAmongRadios(event: KeyboardEvent, target: HTMLElement): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  const group = target.closest('[role=radiogroup]')
  if (!step || !group || target.getAttribute('role') !== 'radio') return
  event.preventDefault()
  const radios = Array.from(group.querySelectorAll<HTMLElement>('[role=radio]'))
  radios[(radios.indexOf(target) + step + radios.length) % radios.length]?.focus()
}

/** What uni-app's elements lack in a browser, put right as they appear. */
function mend(): void {
  // WeChat's spelling of `role`, which is no attribute of HTML.
  document.querySelectorAll('[aria-role]').forEach((one) => one.removeAttribute('aria-role'))
  document.querySelectorAll('uni-image').forEach((outer) => {
    const alt = outer.getAttribute('aria-label') ?? ''
    outer.querySelectorAll('img').forEach((inner) => inner.setAttribute('alt', alt))
  })
  nameFields()
}

/** uni-app keeps the label on its wrapper; the real field inside needs it. */
function nameFields(): void {
  document.querySelectorAll('uni-textarea[aria-label],uni-input[aria-label]').forEach((outer) => {
    const inner = outer.querySelector('textarea,input')
    const label = outer.getAttribute('aria-label') ?? ''
    if (inner && inner.getAttribute('aria-label') !== label) inner.setAttribute('aria-label', label)
  })
}
// #endif
