/** Where the built-in components' templates are; build/builtins.mjs puts them there. */
export const BUILTIN_PREFIX = '__wx/'

/** The domain the mini-program is built for; the only one on WeChat's request domain list. */
export const API_DOMAIN = 'https://haochaping.test'

/** The part of a code that makes it another each time; the sandbox wants no dash in it. */
export function nonce() {
  return crypto.randomUUID().replaceAll('-', '')
}
