// <input> and <textarea>.

export function field() {
  return {
    properties: {
      value: { type: String, value: '' },
      placeholder: String,
      placeholderClass: String,
      maxlength: { type: Number, value: 140 },
      disabled: Boolean,
      password: Boolean,
      type: String,
      confirmType: String,
      autoHeight: Boolean,
      adjustPosition: Boolean,
      cursorSpacing: Number,
      showConfirmBar: Boolean,
    },
    methods: {
      typed(event) {
        const { value, selectionStart } = inner(event)
        this._$.replaceDataOnPath(['value'], value)
        this.triggerEvent('input', { value, cursor: selectionStart }, {})
      },
      passOn(event) {
        this.triggerEvent(event.type, { value: inner(event).value }, {})
      },
    },
  }
}

function inner(event) {
  return event.target.$$
}
