"""The accounts the stand-ins know. They open nothing but this sandbox."""

WECHAT_APP_ID = "wx5a4d90b1c0ffee01"
IDENTITY_CLIENT = "haochaping"
WECOM_CORP_ID = "ww5a4d90b1c0ffee03"
WECOM_AGENT_ID = 1000002
SMS_KEY_ID = "haochaping"
SECRET = "sandbox"
