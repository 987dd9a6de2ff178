"""The accounts the stand-ins know. They open nothing but this sandbox."""

WECHAT_APP_ID = "wx5a4d90b1c0ffee01"
IDENTITY_CLIENT = "haochaping"
SMS_KEY_ID = "haochaping"
SECRET = "sandbox"
