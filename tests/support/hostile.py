"""Texts that could do something in an output, if they were not cleaned."""

HOSTILE = {
    "markup": "[bold]a[/bold] [/b] [urgent] [link=x]y[/link] :smiley:",
    "ansi": "\x1b[31mrood\x1b[0m \x9b31m \x1b]8;;http://x\x07x \r\x08\x7f",
    "bidi": "ab\u202edc\u202c \u2066x\u2069 \u200f\u061c",
    "zero-width": "Water\u200bdam \u200c\u2060\ufeff\u00ad",
    "combining": "e\u0301 " + "z" + "\u0300\u0301\u0302\u0303\u0304\u0305" * 20 + " \u0301los",
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f \U0001f44d\U0001f3fd",
    "wide": "水坝市 한국어 ｆｕｌｌ",
    "newlines": "een\ntwee\r\ndrie\x0b\x0c\x85\u2028\u2029vier",
    "html": "<script>alert(1)</script> &amp; <img src=x onerror=y> <!--",
    "formula": "=cmd|'/C calc'!A0",
    "private": "\ue000\U000f0000 \U000e0041\U000e007f \ufffe",
    "blanks": "a\u3164b\u115fc\u00a0d\u2003e",
}
