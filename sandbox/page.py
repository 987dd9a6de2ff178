"""The few pages a person looks at: a white card on light grey, one deep blue."""

from collections.abc import Iterable, Mapping
from html import escape

from sandbox.persons import Person

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#f5f6f8;color:#1f2329;
font:16px/1.6 "PingFang SC","HarmonyOS Sans SC","Noto Sans CJK SC",sans-serif}
main{max-width:560px;margin:0 auto;padding:16px}
.card{background:#fff;border:1px solid #e5e6eb;border-radius:12px;padding:24px;margin:16px 0}
.card>p:first-of-type{margin-top:0}
.card>p:last-child{margin-bottom:0}
h1{font-size:20px;line-height:1.4;margin:8px 0 0}
h2{font-size:16px;margin:0 0 8px}
p{margin:8px 0}
.tag{display:inline-block;color:#0b4fb3;border:1px solid #b8cdea;border-radius:8px;
padding:0 8px;font-size:14px;line-height:24px}
.quiet{color:#4e5969;font-size:14px}
fieldset{border:0;margin:16px 0 0;padding:0}
legend{padding:0;font-weight:600}
label{display:flex;gap:12px;align-items:center;min-height:56px;padding:8px 0;
border-bottom:1px solid #e5e6eb;cursor:pointer}
label span{flex:1;overflow-wrap:anywhere}
label small{display:block;color:#4e5969;font-size:14px}
input[name=text]{flex:2;min-height:44px;padding:0 12px;font:inherit;
border:1px solid #86909c;border-radius:8px}
input[type=radio]{width:22px;height:22px;accent-color:#0b4fb3;margin:0}
button,.button{display:block;width:100%;min-height:52px;margin-top:24px;border:0;
border-radius:8px;font:inherit;font-size:18px;background:#0b4fb3;color:#fff;cursor:pointer}
a{color:#0b4fb3}
.cancel{display:block;text-align:center;line-height:48px;margin-top:8px}
:focus-visible{outline:3px solid #0b4fb3;outline-offset:2px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:8px 0 0}
dt{color:#4e5969}dd{margin:0;overflow-wrap:anywhere}
.foot{text-align:center;padding-bottom:24px}
"""


def page(title: str, body: str, *, refresh_seconds: int = 0) -> str:
    """A whole page; `body` is HTML."""
    refresh = f'<meta http-equiv="refresh" content="{refresh_seconds}">' if refresh_seconds else ""
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'{refresh}<link rel="icon" href="data:,">'
        f"<title>{escape(title)}（演示）</title><style>{STYLE}</style></head><body><main>"
        f'<p class="quiet"><span class="tag">演示</span> 外部系统的替身，不含真实数据</p>'
        f"<h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def hidden(fields: Mapping[str, str]) -> str:
    """Form fields that are carried along."""
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields.items()
    )


def person_choice(
    persons: Iterable[Person],
    *,
    action: str,
    hidden_fields: str,
    lead: str,
    button: str,
    cancel: str = "",
) -> str:
    """A form to choose a demo person with."""
    rows = "".join(_row(one, first=place == 0) for place, one in enumerate(persons))
    if not rows:
        return '<div class="card"><p>还没有演示人员。</p></div>'
    leave = f'<a class="cancel" href="{escape(cancel)}">取消</a>' if cancel else ""
    return (
        f'<form class="card" method="post" action="{action}">{hidden_fields}<p>{lead}</p>'
        f"<fieldset><legend>选择一位演示人员</legend>{rows}</fieldset>"
        f'<button type="submit">{button}</button>{leave}</form>'
    )


def _row(person: Person, *, first: bool) -> str:
    note = f"<small>{escape(person.note)}</small>" if person.note else ""
    checked = " checked" if first else ""
    return (
        f'<label><input type="radio" name="person" value="{escape(person.key)}"{checked}>'
        f"<span>{escape(person.name)}{note}</span></label>"
    )
