"""The privacy notice citizens agree to before they rate.

第九条 “好差评”实行实名制评价，市、县（区）政务服务数据管理局（政务服务管理机构）
和各级政务服务机构要严格保护评价人信息，未经当事人同意，不得将评价人信息提供给第三方。
"""

NOTICE = "privacy_notice"
"""The purpose consents to it are kept under."""

NOTICE_VERSION = "2026-11"
"""The version in force; a consent names the version it was given to (Art. 9; 9-1)."""
