import type { DeviceWords } from '../zh-CN/device'

export const device: DeviceWords = {
  title: 'Rating device',
  language: 'Language',
  pair: {
    title: 'Pair this device',
    lead: 'Ask the hall manager to make a pairing code for this window in the console, and type it here.',
    code: 'Pairing code (8 digits)',
    submit: 'Pair',
    busy: 'Pairing',
    short: 'Please type the 8 digits of the pairing code.',
    wrong: 'The code is wrong, used or expired. Please ask the hall manager for a new one.',
    tooOften: 'Too many attempts. Please try again in a few minutes.',
    offline: 'The server cannot be reached. Please check the network and try again.',
    stopped: 'This device was stopped. Pair it again to go on.',
    kept: (count) =>
      `Ratings not sent yet: ${count}. They are sent once the device is paired at this window again.`,
    erase: 'Erase',
    digits: 'Digits',
  },
  idle: {
    window: (number) => `Window ${number}`,
    ready: 'Please rate here when your service is done',
    never: 'Rating is voluntary, and staff cannot see what you choose',
  },
  ask: {
    title: 'Were you satisfied with this service?',
    free: 'You need not rate; the question goes away by itself',
    grades: 'How satisfied you were',
  },
  reasons: {
    title: 'What was not done well?',
    lead: 'Your rating has arrived. Choose reasons if you like, or just finish.',
    list: 'Reasons, several if you like',
    done: 'Finish',
  },
  thanks: {
    title: 'Thank you for your rating',
    kept: 'The network is down. Your rating is kept here and sent by itself once it is back',
  },
  network: {
    away: 'Waiting for the network',
    kept: (count) => `Waiting for the network; ratings to be sent: ${count}`,
  },
}
