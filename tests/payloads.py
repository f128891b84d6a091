"""Texts that would do harm, or read otherwise, where one target of theirs does not escape them.

They are titles, summaries and messages of entries: whatever is in them, the reader sees just that.
"""

from __future__ import annotations

SCRIPTS = [
    "<script>alert(1)</script>", "</title><script>alert(2)</script>", "<img src=x onerror=alert(3)>", "<svg onload=alert(4)>",
    "<svg><script>alert(5)</script></svg>", "<body onload=alert(6)>", "<iframe src=javascript:alert(7)></iframe>",
    "<a href=javascript:alert(8)>x</a>", "<details open ontoggle=alert(9)>", "<input autofocus onfocus=alert(10)>",
    "<video><source onerror=alert(11)>", "<math><mi//xlink:href=\"data:x,<script>alert(12)</script>\">",
    "<style>*{background:url(//evil.test/a)}</style>", "<link rel=stylesheet href=//evil.test/b>", "<base href=//evil.test/>",
    "<meta http-equiv=refresh content=0;url=//evil.test/c>", "<object data=//evil.test/d></object>", "<embed src=//evil.test/e>",
    "<form action=//evil.test/f><button>x</button></form>", "<ScRiPt>alert(13)</sCrIpT>", "<script src=//evil.test/g></script>",
    "<img/src=x/onerror=alert(14)>", "<img src=`x` onerror=alert(15)>", "<template><script>alert(16)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(17)>\">", "<textarea></textarea><img src=x onerror=alert(18)>",
    "<!--><img src=x onerror=alert(19)>-->", "<![CDATA[<img src=x onerror=alert(20)>]]>", "<?php echo 1 ?><img src=x onerror=alert(21)>",
    "<x onclick=alert(22)>", "<kb-checklist data-list=x>", "<marquee onstart=alert(23)>", "</script><script>alert(24)</script>",
    "</style><script>alert(25)</script>", "</textarea><script>alert(26)</script>", "</code></pre><script>alert(27)</script>",
    "</div></article></main><script>alert(28)</script>", "</summary></details><img src=x onerror=alert(29)>", "<img src=//evil.test/h>"]
BREAKERS = [
    'x" onmouseover="alert(30)', "x' onmouseover='alert(31)", 'x"><img src=x onerror=alert(32)>', "x'><img src=x onerror=alert(33)>",
    '" autofocus onfocus="alert(34)', "` onmouseover=alert(35) `", 'x" style="background:url(//evil.test/i)', '"/><svg onload=alert(36)>',
    'He said "paused" and left', "It's the user's", '""', "''", '"', "'", "x=y", "a\"b'c", '&quot; onmouseover=alert(37) &quot;',
    '"); alert(38); ("', "'; alert(39); '", "\\\"; alert(40); //"]
ENTITIES = [
    "What &lt; means", "&amp;", "&amp;lt;", "&#60;script&#62;alert(41)&#60;/script&#62;", "&#x3c;img src=x onerror=alert(42)&#x3e;",
    "&lt;img src=x onerror=alert(43)&gt;", "AT&T", "a & b", "a &b; c", "&nbsp;", "&copy 2026", "&#0;", "&#128;", "&NotAnEntity;",
    "&lt", "%3Cscript%3Ealert(44)%3C/script%3E", "\\u003cscript\\u003e", "\\x3cb\\x3e", "&amp;amp;amp;"]
MARKDOWN = [
    "*not emphasis*", "**not strong**", "_a_ __b__", "`not code`", "``a`b``", "# not a heading", "## not either", "> not a quotation",
    "- not a list", "1. not a list", "1) nor this", "+ nor that", "* * *", "---", "===", "[x](javascript:alert(45))",
    "[x](https://evil.test/j)", "![x](https://evil.test/k.png)", "[x][y]", "[x]: https://evil.test/l", "<https://evil.test/m>",
    "https://evil.test/n", "www.evil.test", "a@evil.test", "{: onclick=alert(46) }", "{: #top }", "{:.x}", "x {: .kb-lede }",
    "--8<-- \"mkdocs.yml\"", "-8<- mkdocs.yml", "[TOC]", "__config", "{{ config }}", "{% include 'x' %}", "{# x #}", "${x}", "$$x$$",
    "==mark==", "~~gone~~", "H~2~O", "x^2^", "++key++", "{++added++}", "{--gone--}", "{>>note<<}", ":smile:", ":material-key:",
    "!!! note", "??? note", "=== \"Tab\"", "/// note | x", "::: module", "*[HTML]: x", "[^1]", "[^1]: x", "Term\n: x", "| a | b |",
    "|---|", "a\\", "\\*x\\*", "\\", "a  b   c", "<!-- part: roles -->", "(c) (tm) -- ...", "a--b---c", "C#", "C #", "#", "-", "+", "=",
    "12345. x", "~~~", "```", "<!-- x", "x -->", "[ ] task", "[x] task", "~", "^", "|", "`", "``", "[", "]", "[[wiki]]", "(", ")"]
YAML = ["title: x", "- x", "--- x", "... x", "!!python/object x", "&anchor", "*alias", "%TAG", "@x", "? x", ": x", "key: [a", "{a: b", "null",
        "yes", "0755", "1e3", "2026-11-24", "# x", "x # y", "'", '"', "|", ">-"]
SCRIPTS_OF_THE_WORLD = [
    "Zu viele Wünsche", "密码错误", "パスワードが違います", "비밀번호 오류", "неверный пароль", "كلمة المرور", "סיסמה שגויה", "पासवर्ड", "Ελληνικά",
    "🙂 ok", "👩‍👩‍👧 family", "🏳️‍🌈", "می‌خواهم", "क्‍ष", "e\u0301", "ﬁ", "İI", "ß", "a\u00a0b", "全角　空白", "“curly”", "«x»",
    "x\u00adyz", "㊙️", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"]
OF_ONE_TARGET = [
    "]]>", "<![CDATA[", "\">]]><x/>", "]]></title>", "a|b", "a\\|b", "[a](b) [c", "x) [y](z", "x>](y", "klzzwxh:0001", "wzxhzdk:0",
    "javascript:alert(47)", "JaVaScRiPt:alert(48)", "data:text/html,<script>alert(49)</script>", "vbscript:x", "//evil.test/o",
    "../../etc/passwd", "constructor", "__proto__", "toString", "<ID>", "<name>", "What <b> & \"x\" mean", "A message with <tags> and client-error",
    "<mark>x</mark>", "<em>x", "</b>", "< b", "a < b > c", "<3", "<>", "</>", "<-", "->", "=>", "<=", "1 < 2 && 3 > 2"]
INVISIBLE = {"x\u00adyz", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"}
PAYLOADS = list(dict.fromkeys(" ".join(text.split("\n")) for text in [
    *SCRIPTS, *BREAKERS, *ENTITIES, *MARKDOWN, *YAML, *SCRIPTS_OF_THE_WORLD, *OF_ONE_TARGET] if text not in INVISIBLE))
