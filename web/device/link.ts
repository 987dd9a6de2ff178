// The way to the server: a socket that is told at once, and where none comes through, asking.
import { NO_ANSWER, call } from '@/shared/terminal/call'
import type { DeviceState } from './api'
import { UNPAIRED } from './taps'

const BEAT_MS = 20_000
const ANSWER_MS = 10_000 // a beat without an answer for so long, and the line is dead
const ASK_MS = 5_000 // without a socket
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
const NOT_PAIRED = 4401
const BROKEN = 500 // and above: the way is there, its other end is not

export interface Hears {
  state: (state: DeviceState) => void
  /** Whether the server can be reached, said with every attempt. */
  network: (there: boolean) => void
  unpaired: () => void
}

export interface Link {
  stop: () => void
}

/** Keeps a device in touch until it is stopped or is paired no more. */
export function openLink(token: string, hears: Hears): Link {
  let socket: WebSocket | null = null
  let pause = FIRST_PAUSE_MS
  let stopped = false
  let dead = 0
  let next = 0
  const timers = new Set<number>()

  function after(ms: number, then: () => void): number {
    const timer = window.setTimeout(() => {
      timers.delete(timer)
      if (!stopped) then()
    }, ms)
    timers.add(timer)
    return timer
  }

  function stop(): void {
    stopped = true
    timers.forEach((timer) => window.clearTimeout(timer))
    window.clearInterval(beats)
    window.clearInterval(asks)
    window.removeEventListener('offline', offline)
    window.removeEventListener('online', again)
    socket?.close()
  }

  /** The network is back, or never was away: no need to wait out the pause. */
  function again(): void {
    if (socket) return beat() // whether that line still stands shows with its answer
    pause = FIRST_PAUSE_MS
    window.clearTimeout(next)
    connect()
    void ask()
  }

  function lost(): void {
    stop()
    hears.unpaired()
  }

  function beat(): void {
    if (!socket || socket.readyState !== WebSocket.OPEN) return
    socket.send(JSON.stringify({ token }))
    dead = after(ANSWER_MS, () => socket?.close())
  }

  function heard(text: string): void {
    window.clearTimeout(dead)
    pause = FIRST_PAUSE_MS
    hears.network(true)
    hears.state(JSON.parse(text) as DeviceState)
  }

  function connect(): void {
    const place = `${location.protocol.replace('http', 'ws')}//${location.host}/api/device/socket`
    const mine = new WebSocket(place)
    socket = mine
    mine.onopen = beat
    mine.onmessage = (said) => heard(String(said.data))
    mine.onclose = (end) => {
      if (stopped || mine !== socket) return
      socket = null
      window.clearTimeout(dead)
      if (end.code === NOT_PAIRED) return lost()
      next = after(pause * (0.5 + Math.random() / 2), connect)
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
      void ask()
    }
  }

  async function ask(): Promise<void> {
    const answer = await call<DeviceState>('GET', '/api/device/state', token)
    if (stopped) return
    if (answer.status === UNPAIRED && answer.code) return lost()
    hears.network(answer.status !== NO_ANSWER && answer.status < BROKEN)
    if (answer.body) hears.state(answer.body)
  }

  const beats = window.setInterval(beat, BEAT_MS)
  const asks = window.setInterval(() => {
    if (socket?.readyState !== WebSocket.OPEN) void ask()
  }, ASK_MS)
  const offline = () => hears.network(false)
  window.addEventListener('offline', offline)
  window.addEventListener('online', again)
  connect()
  return { stop }
}
