import type { entry as shape } from '../zh-CN/entry'

export const entry: typeof shape = {
  signIn: {
    notBegun: 'This sign-in was not begun on this device, so nobody is signed in. Please sign in again.',
    title: 'Sign in to rate',
    why: 'So that ratings are genuine, your identity is confirmed once. Later visits need no check.',
    kept: 'What you wrote is kept; you can go on after signing in.',
    agree: 'I have read and accept ',
    notice: 'the privacy notice',
    read: 'Read the privacy notice',
    mustAgree: 'Please read and accept the privacy notice first.',
    redirect: 'Go to identity confirmation',
    jump: 'Confirm with the government mini-program (no face scan)',
    face: 'Confirm with WeChat\'s face check',
    faceConsent: 'I consent separately to the face check. The system keeps no photo.',
    faceMust:
      'The face check needs your separate consent; you can also choose the way without it.',
    name: 'Name',
    number: 'Identity card number',
    start: 'Start the check',
    other: 'Another way',
    working: 'Confirming your identity…',
    failed: 'You are not signed in',
    again: 'Sign in again',
  },
  kiosk: {
    title: 'Rate at the self-service terminal',
    where: 'Please check: you stand before this terminal',
    match: 'Digits on its screen',
    shows:
      'Once you confirm, the terminal shows the services you had lately and have not rated. Press the button at its top right before you leave.',
    care: 'If the digits differ, or you did not scan the code yourself, do not confirm.',
    confirm: 'Rate at the terminal',
    done: 'Confirmed. Please look at the terminal',
    doneHint: 'Your rating will also be among "My ratings" here.',
  },
  voucher: {
    title: 'Rate this service',
    rated: 'This service has been rated',
    another: 'Sign in as the applicant',
    own: 'See my other services',
  },
}
