/** The way through the citizen's pages; what is under way is kept, so that a reload finds it. */
import { kept } from './store'

const place = kept('window-code')

export function keepWindow(code: string): void {
  place.write(code)
}

export function currentWindow(): string {
  return place.read()
}

/** After signing in: on to the services, or to the own ratings when no window was scanned. */
export function goOn(): void {
  const url = currentWindow() ? '/pages/services/services' : '/pages/mine/mine'
  uni.redirectTo({ url })
}

export function signIn(): void {
  uni.navigateTo({ url: '/pages/sign-in/sign-in' })
}
