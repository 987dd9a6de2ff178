// How functions of wx answer: callbacks if any are given, a promise otherwise.

/** WeChat's refusal; `why` follows `<name>:fail `. */
export class Refusal extends Error {
  constructor(why, fields = {}) {
    super(why)
    this.fields = fields
  }
}

/** Make a function of wx out of `work(options)`, which returns the answer's fields or throws. */
export function answering(name, work) {
  return (options = {}) => {
    const outcome = attempt(name, work, options)
    const { success, fail, complete } = options
    if (!success && !fail && !complete) return outcome
    const nothing = () => {}
    outcome.then(success || nothing, fail || nothing).catch(report)
    outcome.then(complete || nothing, complete || nothing).catch(report)
    return undefined
  }
}

async function attempt(name, work, options) {
  try {
    return { errMsg: `${name}:ok`, ...(await work(options)) }
  } catch (error) {
    throw Object.assign({ errMsg: `${name}:fail ${error.message}` }, error.fields)
  }
}

/** An error inside a callback is the page's, not ours. */
function report(error) {
  window.wechat.errors.push(String((error && error.stack) || error))
}
