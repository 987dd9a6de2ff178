"""The accounts the stand-ins know. They open nothing but this sandbox."""

WECHAT_APP_ID = "wx5a4d90b1c0ffee01"
IDENTITY_CLIENT = "haochaping"
STAFF_CLIENT = "haochaping"
STAFF_RETURN = "/console/sign-in/return"
WECOM_CORP_ID = "ww5a4d90b1c0ffee03"
WECOM_AGENT_ID = 1000002
SMS_KEY_ID = "haochaping"
SECRET = "sandbox"

PROVINCE_APP_MARK = "chaozhou"
PROVINCE_APP_WORD = "sandbox"
# SM2 and SM4 keys of this sandbox, in hexadecimal; the city's private key is in its own settings.
PROVINCE_PRIVATE_KEY = "5e98bd6f86f6b3e6c2b86f18663357d7cda279a8eab7cf9c8f8135059b78b4d1"
PROVINCE_PUBLIC_KEY = (
    "077e1934908bbf0e0d40e1e17bdcf8698340108bb75827000e23191e555cedee"
    "6ee23f0ddae6fdb0877f1d9c102585d903d5d20e02d76c605c1b9e47a6b875b2"
)
PROVINCE_CITY_PUBLIC_KEY = (
    "79ada9603ddb61fe1cc643fc593fe88a37662a4203095d77fecfe892bffc1e1b"
    "e362cd8a067440adff1198262c633f2a0f72fe2ee17fcd000c28231d8bd8ac5f"
)
PROVINCE_SM4_KEY = "e20c430b95cdcb9c2024a244428184e6"

# Who there is at the identity provider of staff: name and note by subject.
STAFF_SUBJECTS = {
    "gd-000101": ("余样例", "市局工作人员，演示账号 city 已绑定"),
    "gd-000102": ("陈示例", "县（区）工作人员，还没有绑定账号"),
    "gd-000103": ("黄示例", "已离岗，没有账号"),
}
