// The terminal itself: its own token, its heartbeat, and its way to the server.
import { onScopeDispose, ref, shallowRef } from 'vue'
import { NO_ANSWER, call, type Answer } from '@/shared/terminal/call'
import { UNPAIRED, type KioskState } from './api'

const TOKEN = 'haochaping-kiosk-token' // the terminal's own; of a person nothing is ever kept
const BEAT_MS = 20_000

export function useTerminal(hears: { unpaired(): void }) {
  const token = ref(localStorage.getItem(TOKEN) ?? '')
  const stopped = ref(false)
  const state = shallowRef<KioskState | null>(null)
  const away = ref(false)

  async function send<T>(path: string, body: object): Promise<Answer<T>> {
    const answer = await call<T>('POST', path, token.value, body)
    away.value = answer.status === NO_ANSWER
    return answer
  }

  function paired(given: string, now: KioskState): void {
    localStorage.setItem(TOKEN, given)
    stopped.value = false
    token.value = given
    state.value = now
  }

  function unpaired(): void {
    localStorage.removeItem(TOKEN)
    token.value = ''
    state.value = null
    stopped.value = true
    hears.unpaired()
  }

  async function beat(): Promise<void> {
    if (!token.value) return
    const answer = await call<KioskState>('GET', '/api/kiosk/state', token.value)
    away.value = answer.status === NO_ANSWER
    if (answer.status === UNPAIRED) unpaired()
    else if (answer.body) state.value = answer.body
  }

  const beating = window.setInterval(() => void beat(), BEAT_MS)
  if (token.value) {
    void send('/api/kiosk/end', {}) // whoever was here before a reload is not here now
    void beat()
  }
  onScopeDispose(() => window.clearInterval(beating))
  return { token, stopped, state, away, send, paired, unpaired, beat }
}
