/** The city's hotline, dialled by the phone once the person agrees. */
const HOTLINE = '12345'

export function callHotline(): void {
  uni.makePhoneCall({ phoneNumber: HOTLINE, fail: () => undefined })
}
