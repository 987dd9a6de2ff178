/** The ticket another mini-program hands back when WeChat shows us again. */
interface Ticket {
  ticket: string
  state: string
}

let returned: Ticket | null = null

export function keepReturn(options: unknown): void {
  const data = (options as { referrerInfo?: { extraData?: Partial<Ticket> } } | undefined)
    ?.referrerInfo?.extraData
  if (data?.ticket && data.state) returned = { ticket: data.ticket, state: data.state }
}

export function ticketWaits(): boolean {
  return returned !== null
}

/** The ticket, once. */
export function takeReturn(): Ticket | null {
  const found = returned
  returned = null
  return found
}
