// What the compiler's own helpers need and Chrome 52 does not have; put before the script of the terminals.
if (!Object.getOwnPropertyDescriptors) {
  Object.getOwnPropertyDescriptors = function (of) {
    return Reflect.ownKeys(of).reduce(function (all, key) {
      all[key] = Object.getOwnPropertyDescriptor(of, key)
      return all
    }, {})
  }
}
