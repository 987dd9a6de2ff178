/**
 * uni-app brings a look for every kind of button it knows and its own signs of waiting; ours have
 * their look in components/ and say it in words. A phone on a slow line need not fetch them.
 */
const UNUSED =
  /(?<=\})[^{}@]*(?:uni-button\[(?!hidden)|button-hover\[|\.uni-loading|\.uni-async)[^{}]*\{[^{}]*\}/g

export function withoutUnused(css: string): string {
  return css.replace(UNUSED, '')
}
