"""The few pages a person may look at."""

from html import escape

STYLE = """
body{margin:0;background:#f5f6f8;color:#1f2329;font:16px/1.6 "Noto Sans CJK SC",sans-serif}
main{max-width:560px;margin:24px auto;padding:24px;background:#fff;border-radius:12px}
h1{font-size:20px;margin:0 0 16px}
.row{display:flex;gap:12px;align-items:center;min-height:48px;border-bottom:1px solid #e5e6eb}
input[type=radio]{width:20px;height:20px}
button{width:100%;min-height:52px;margin-top:24px;border:0;border-radius:8px;font-size:18px;
background:#0b4fb3;color:#fff}
small{color:#4e5969}
"""


def page(title: str, body: str) -> str:
    """A whole page; `body` is HTML."""
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
