/** The way through the citizen's pages; what is under way is kept, so that a reload finds it. */
import { Problem, sentenceOf } from '../api/client'
import type { OwnService } from '../api/types'
import { kept } from './store'

const SERVICES = '/pages/services/services'
const place = kept('window-code')
const wanted = kept('wanted-page')
const writing = kept('wanted-form')

let opening = ''

/** A page above this one; a double tap opens it once. */
export function forward(url: string): void {
  if (url === opening) return
  opening = url
  uni.navigateTo({ url, complete: () => (opening = '') })
}

export function keepWindow(code: string): void {
  place.write(code)
}

export function currentWindow(): string {
  return place.read()
}

/** After signing in: back to the page that asked for it, else on to what is nearest. */
export function goOn(): void {
  const url = wanted.read() || nearest()
  wanted.clear()
  writing.clear()
  uni.redirectTo({ url })
}

/** Whether one signs in to send what was written. */
export function comesBackToForm(): boolean {
  return wanted.read() !== '' && wanted.read() === writing.read()
}

/** The services of the window that was scanned, or the own ratings when none was. */
function nearest(): string {
  return currentWindow() ? SERVICES : '/pages/mine/mine'
}

export function toServices(): void {
  uni.redirectTo({ url: SERVICES })
}

/** The own services anywhere: no window names them. */
export function toOwnServices(): void {
  keepWindow('')
  forward(SERVICES)
}

/** The form of this service. */
export function ratingPage(service: OwnService): string {
  const item = encodeURIComponent(service.item_name)
  const place = encodeURIComponent(placeOf(service))
  // Whether what is written may be published is said beside the field, before anything is written.
  const mark = service.comments_published ? '&public=1' : ''
  return `/pages/rate/rate?service=${service.id}&item=${item}&place=${place}${mark}`
}

/** Where it was, so that one rates what one means. */
export function placeOf({ window, institution_name }: OwnService): string {
  return window ? `${window.hall.name} ${window.number} ${window.name}` : institution_name
}

/** What was written is kept, and says so; signed in, one comes back to it. */
export function signInToSend(form: string): void {
  wanted.write(form)
  writing.write(form)
  uni.redirectTo({ url: '/pages/sign-in/sign-in' })
}

/**
 * To the sign-in page. A page that cannot be shown before gives its own address with its query as
 * `back`, and is left: it is opened anew, as what it would have shown. `again`: the real name is
 * verified once more, though it is known.
 */
export function signIn(back = '', again = false): void {
  const url = `/pages/sign-in/sign-in${again ? '?again=1' : ''}`
  wanted.write(back)
  if (back) uni.redirectTo({ url })
  else uni.navigateTo({ url })
}

/** What an error says on the page at this address, and on to signing in where that is what it asks. */
export function orSignIn(back: () => string): (error: unknown) => string {
  return (error) => {
    if (asksToSignIn(error)) signIn(back())
    return sentenceOf(error)
  }
}

export function asksToSignIn(error: unknown): boolean {
  return error instanceof Problem && (error.status === 401 || error.code === 'real_name_needed')
}
