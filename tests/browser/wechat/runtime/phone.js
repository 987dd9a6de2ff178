// The phone around the mini-program: whose it is, what that person answers when WeChat asks, and
// what happened. Tests read and set it as `window.wechat`.

/**
 * `settings`: `api`, the address that stands for the server's domain, and `person`, the key of
 * the sandbox's person. `entry`: the page to open with its query, from the address after #.
 */
export function makePhone(settings, entry) {
  return {
    api: settings.get('api') || location.origin,
    person: settings.get('person') || '',
    fontSize: Number(settings.get('font') || 16),
    entry,
    // What the person does when WeChat puts a question.
    answers: {
      privacy: 'agree',
      subscribe: 'accept',
      jump: 'confirm',
      face: 'pass',
      location: 'deny',
      modal: 'confirm',
      sheet: 0,
      scan: '',
    },
    calls: [], // [name, what was asked], oldest first
    broken: [], // rules of WeChat that were broken
    unknown: [], // functions of wx that were called and do not exist here
    errors: [],
    privacyAgreed: false,
    tapping: false, // inside the synchronous part of a tap
    tapped: false, // this page was tapped before
    note(name, asked) {
      this.calls.push([name, asked])
    },
    callsOf(name) {
      return this.calls.filter(([called]) => called === name).map(([, asked]) => asked)
    },
  }
}
