import type { privacy as shape } from '../zh-CN/privacy'

export const privacy: typeof shape = {
  privacy: {
    title: 'My personal data',
    data: 'My data',
    name: 'Name',
    document: 'Document number',
    phone: 'Phone number',
    noPhone: 'None is kept',
    verified: 'Verified on {day}',
    counts: 'Ratings: {ratings}; cases still open: {cases}',
    keptTitle: 'How long it is kept',
    kept: {
      identity:
        'Name, document number, phone number, WeChat identifier: encrypted, until you ask for deletion',
      ratings: 'Ratings: for good. After a deletion they stay, and no longer lead to you',
      sessions: 'Sign-ins: no longer valid after {count} days',
      log: 'Log of operations, without names and numbers; years it is kept at least: {count}',
      services:
        'Name, document and phone of who was served: deleted {count} years after, unless the case is open',
      pictures: 'Pictures of a rating: deleted after {count} years, unless the case is open',
      messages: 'Messages: deleted after {count} years',
      records: 'Records of who looked and what was provided: deleted after {count} years',
    },
    correctHint:
      'If the name or phone number is wrong, have it corrected by the identity platform and verify once more; it is then updated here.',
    correct: 'Verify again to correct it',
    copyHint:
      'Copy everything, to keep it elsewhere. It holds your full name and phone number: take care of it.',
    copy: 'Copy all my data',
    copied: 'Copied. You can paste it now.',
    deletion: {
      title: 'Delete my personal data',
      start: 'I want it deleted',
      lines: [
        'Deleted: name, document number, phone number, WeChat identifier, messages, pictures, and you in the service records. You are signed out on every phone.',
        'Kept: grades and words of your ratings, without the numbers in them. They no longer lead to you and cannot be found again.',
        'You can undo it within {days} days.',
      ],
      cases:
        'Cases still open: {count}. They go on after the deletion, but you will get no reply and cannot say whether the problem is solved.',
      understood: 'I understand that this cannot be undone afterwards',
      must: 'Please confirm that you understand it cannot be undone.',
      really: 'Delete it',
      waiting: 'You have asked for deletion; it takes place after {at}. Until then you can undo it.',
      undo: 'Undo, keep my data',
    },
    phones: {
      title: 'Where you are signed in',
      unknown: 'Another device',
      here: ' (this one)',
      used: 'Signed in {opened}, last used {seen}',
      end: 'Sign out of this device',
      endNow: 'Really sign out',
      all: 'Sign out everywhere',
      allText:
        'Every device is signed out, this one too. Next time your real name is verified again, in WeChat as well. Ratings and cases stay as they are.',
      allNow: 'Really sign out everywhere',
      allDone: 'You are signed out everywhere.',
    },
    looks: 'Who saw my data',
    looksHint:
      'Only the supervising office may ask to see your name and phone number, to call you back. The office and the staff you rated cannot.',
    noLooks: 'Nobody has seen your name and phone number.',
    lookFor: {
      follow_up: 'To call you back about your rating',
      undelivered: 'The reply did not reach you, to tell you by telephone',
      safety: 'Somebody might come to harm',
    },
    lookAt: 'Around {at}, {office}',
    lookCase: 'Case {number}',
    consents: 'My consents',
    given: 'Given on {day}, version {version}',
    withdrawn: 'Withdrawn on {day}',
    never: {
      sms_invitation: 'Not chosen: none is sent',
      other: 'Not given: nothing is provided',
    },
    withdraw: 'Withdraw this consent',
    reallyWithdraw: 'Withdraw it',
    agree: { sms_invitation: 'Get invitations by text message', other: 'Agree to this' },
    afterwards: {
      privacy_notice:
        'You will be signed out on every phone and asked again before the next rating. Earlier ratings stay as they are.',
      sms_invitation:
        'No more invitations by text message. Messages about your cases are not affected.',
      other: 'Nothing more will be provided. What was provided before is not affected.',
    },
    noticeWithdrawn:
      'Withdrawn. You are signed out on every phone and will be asked again before the next rating.',
    purposes: {
      guardian: 'A guardian agrees that I, under 14, rate',
      privacy_notice: 'Privacy notice: personal data for verifying identity and handling ratings',
      face: 'Face verification (no picture is kept)',
      sms_invitation:
        'After a service a text message to my verified number asks for a digit as the rating; none at night, T stops them',
      rating_exchange:
        'My name, document number and phone number go to the rating system of the province with my rating',
    },
    recipients: { province: 'The rating system of the province' },
    parts: { name: 'name', document: 'document number', phone: 'phone number' },
    provisions: 'Provided to others',
    noProvisions: 'Nothing was provided to any third party.',
    basis: 'Legal basis',
  },
  guardian: {
    title: 'Consent of a guardian',
    open: 'Under 14, or agreeing for a child',
    needed:
      'You are under 14: a parent or other guardian must agree before you can rate. What you wrote stays on this phone and is sent after that.',
    agreed: 'A guardian has agreed; you can rate. You or your guardian can take it back at any time.',
    showCode: 'Show a code',
    anotherCode: 'Show another code',
    code: 'Code for your guardian',
    codeText:
      'Your guardian signs in here, opens "Consent of a guardian" under "My data" and types this code. It is valid until {at}.',
    onePhone:
      'With one phone only: write the code down, let your guardian sign in and agree here, then sign in again yourself.',
    signInHere: 'The guardian signs in on this phone',
    forChild: 'Agree for a child',
    forChildText: 'Type the 8 digits the child\'s phone shows.',
    next: 'Next',
    must8: 'The code has 8 digits.',
    asked: 'The child\'s name: {name}',
    rules: [
      'The child\'s name, document number and phone number are used to verify who it is, for this rating and the reply to it, and are kept encrypted.',
      'They are used for nothing else and given to no third party; what is published has no name.',
      'You can take your consent back at any time, and the child can delete everything under "My data". Ratings made before stay.',
      'Without a guardian\'s consent and without any rating, what was kept is deleted after 7 days.',
    ],
    rulesTitle: 'Rules for children\'s data (version {version})',
    iAm: 'I am this child\'s parent or other guardian, and have read and agree to these rules',
    mustBe: 'Please confirm that you are the child\'s guardian.',
    agree: 'Agree that the child rates',
    done: 'Agreed. The child can rate now.',
    wards: 'What I agreed to',
    ward: 'Agreed {day}, version {version}',
    withdraw: 'Take back',
    withdrawNow: 'Really take back',
    withdrawText: 'The child can no longer rate; ratings made before stay.',
  },
}
