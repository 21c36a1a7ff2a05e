#!/usr/bin/env python3
"""A hostile server in the shape of OpenAI Chat Completions: the model's name says which attack, `family` or `family:argument`.
    server.py PORT OTHER LOG        OTHER only listens: nobody may come there; LOG gets a line a request
    server.py --modes               prints every mode
The requests of one mode are counted, and the n-th gets the n-th form of the attack where it has several."""
import asyncio, base64, codecs, gzip, json, quopri, struct, sys, time, unicodedata, urllib.parse, zlib

# --- A key in other clothes, as raw bytes between the quotes of a JSON string.
def unit(c):
    return "\\u%04x" % ord(c)

KEYS = {
    "plain": lambda k: k, "escaped": lambda k: "".join(map(unit, k)), "escaped-upper": lambda k: "".join("\\u%04X" % ord(c) for c in k),
    "escaped-odd": lambda k: "".join(unit(c) if i % 2 else c for i, c in enumerate(k)), "escaped-first": lambda k: unit(k[0]) + k[1:],
    "slash": lambda k: k.replace("/", "\\/"), "nested": lambda k: json.dumps(json.dumps("".join(map(unit, k))))[1:-1],
    "nested-slash": lambda k: json.dumps(k.replace("/", "\\/"))[1:-1], "hex-escapes": lambda k: "".join("\\\\x%02x" % ord(c) for c in k),
    "octal-escapes": lambda k: "".join("\\\\%03o" % ord(c) for c in k),
    "base64": lambda k: base64.b64encode(k.encode()).decode(), "base64-1": lambda k: base64.b64encode(b"x" + k.encode()).decode(),
    "base64-2": lambda k: base64.b64encode(b"Bearer " + b"x" + k.encode() + b"tail").decode(),
    "base64-url": lambda k: base64.urlsafe_b64encode(k.encode()).decode().rstrip("="), "base64-lines": lambda k: "\\n".join(base64.b64encode(k.encode()).decode()[i:i + 9] for i in range(0, 90, 9)),
    "base64-reversed": lambda k: base64.b64encode(k[::-1].encode()).decode(), "base64-twice": lambda k: base64.b64encode(base64.b64encode(k.encode())).decode(),
    "base64-utf16": lambda k: base64.b64encode(k.encode("utf-16-le")).decode(), "base32": lambda k: base64.b32encode(k.encode()).decode(), "base85": lambda k: base64.b85encode(k.encode()).decode().replace("\\", "\\\\"),
    "hex": lambda k: k.encode().hex(), "hex-upper": lambda k: k.encode().hex().upper(), "hex-colons": lambda k: k.encode().hex(":"),
    "hex-spaces": lambda k: k.encode().hex(" "), "hex-array": lambda k: ", ".join("0x%02x" % b for b in k.encode()),
    "decimal": lambda k: ", ".join(str(b) for b in k.encode()), "binary": lambda k: " ".join(f"{b:08b}" for b in k.encode()),
    "url": lambda k: urllib.parse.quote(k, safe=""), "url-all": lambda k: "".join("%%%02x" % b for b in k.encode()),
    "url-twice": lambda k: "".join("%%25%02X" % b for b in k.encode()), "html": lambda k: "".join("&#%d;" % b for b in k.encode()),
    "html-hex": lambda k: "".join("&#x%X;" % b for b in k.encode()), "html-open": lambda k: "".join("&#%05d" % b for b in k.encode()),
    "quoted-printable": lambda k: "".join("=%02X" % b for b in k.encode()), "reversed": lambda k: k[::-1], "upper": str.upper, "swapped": str.swapcase,
    "rot13": lambda k: codecs.encode(k, "rot13"), "spaced": " ".join, "tabs": "\\t".join, "lines": "\\r\\n".join, "nuls": "\\u0000".join,
    "invisible": "\u200b".join, "joined": "\u2060".join, "soft-hyphens": "\u00ad".join, "variation": "\ufe0f".join, "dotted": ".".join, "dashed": "-".join, "piped": "|".join,
    "full-width": lambda k: "".join(chr(ord(c) + 0xFEE0) for c in k),
    "bold": lambda k: "".join(chr(0x1D41A + ord(c) - 97) if c.islower() else chr(0x1D400 + ord(c) - 65) if c.isupper() else chr(0x1D7CE + ord(c) - 48) if c.isdigit() else c for c in k),
    "circled": lambda k: "".join(chr(0x24D0 + ord(c) - 97) if c.islower() else chr(0x24B6 + ord(c) - 65) if c.isupper() else c for c in k),
    "tags": lambda k: "".join(chr(0xE0000 + ord(c)) for c in k), "combining": lambda k: "".join(c + "\u0335" for c in k), "halves": lambda k: k[:len(k) // 2] + " and then " + k[len(k) // 2:],
    "utf7": lambda k: "+" + base64.b64encode(k.encode("utf-16-be")).decode().rstrip("=") + "-", "jwt": lambda k: "eyJhbGciOiJub25lIn0." + base64.urlsafe_b64encode(json.dumps({"key": k}).encode()).decode().rstrip("=") + ".",
}

# --- Numbers where numbers belong, or not.
NUMBERS = ["1e300", "-1e300", "1e-300", "1e400", "-1e400", "NaN", "Infinity", "-Infinity", "nan", "inf", "9223372036854775807", "9223372036854775808",
           "-9223372036854775808", "-9223372036854775809", "18446744073709551616", "340282366920938463463374607431768211456", "9" * 400, "1" + "0" * 5000, "-0", "-1", "0.1",
           "1e1000000000", "0x7fffffff", "007", "+5", "1_000", "\u0661\u0662", "1,5", "true", "null", "[]", "{}", '"5"', '""']
FIELDS = ["prompt_tokens", "completion_tokens", "total_tokens", "cost", "completion_tokens_details.reasoning_tokens", "prompt_tokens_details.cached_tokens", "usage"]
PLACES = ["created", "choices.index", "error.code", "error.status", "choices.logprobs"]
WAITS = ["1e300", "-1e300", "nan", "inf", "9999999h", "0.0.0s", "9" * 30, "-5", "0", "0.001", "", "soon", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 99 Foo 99999 99:99:99 GMT",
         "1h1h1h1h1h1h", "1e5\u00b5s", "3601", "86400", "0x10", "1ms" * 500, "\u0663", "1e-400", "PT1H", "10 10"]
STATUSES = [c for c in list(range(200, 209)) + [226] + list(range(300, 309)) + list(range(400, 432)) + [444, 451, 494, 499] + list(range(500, 512)) + [520, 521, 522, 524, 525, 529, 530, 598, 599] if c not in (200,)]
ODD_STATUSES = ["000", "001", "099", "199", "600", "700", "999", "1000", "65536", "99999999999999999999", "-12", "-1", "2 00", "2", "20", "2e2", "0x200", "\u0662\u0660\u0660", "", "OK"]

def ok(text="Danube", raw=None, **more):
    body = {"id": "r1", "object": "chat.completion", "model": "m", "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 10, "completion_tokens": 5}}
    body.update(more)
    made = json.dumps(body).encode()
    return made if raw is None else ok("RAW").replace(b"RAW", raw)

def resp(body, status="200 OK", headers=(), kind="application/json", version="HTTP/1.1"):
    head = f"{version} {status}\r\n".encode("utf-8") + f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n".encode()
    return head + b"".join(k.encode() + b": " + (v if isinstance(v, bytes) else v.encode()) + b"\r\n" for k, v in headers) + b"\r\n" + body

def error(message="x", status="400 Bad Request", headers=(), **more):
    return resp(json.dumps({"error": {"message": message, "type": "t", **more}}).encode(), status, headers)

def chunks(body, size=7):
    return b"".join(b"%x\r\n%s\r\n" % (len(body[i:i + size]), body[i:i + size]) for i in range(0, len(body), size))

def chunked(inner, headers=b""):
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + headers + b"Transfer-Encoding: chunked\r\n\r\n" + inner

def echo(form, n, k):
    said = KEYS[form](k).encode("utf-8", "surrogatepass")
    whole = ok("SAID", id="SAID", model="SAID", system_fingerprint="SAID", SAID="SAID", service_tier="SAID")
    whole = whole.replace(b'"stop"', b'"SAID"').replace(b"SAID", said)
    flat = said.replace(b"\r", b"").replace(b"\n", b"") if b"\n" in said else said
    headers = [("x-request-id", flat), ("via", flat), ("server", b"Bearer " + flat), ("location", b"http://x/?k=" + flat), ("x-ratelimit-left", flat)]
    turns = [lambda: resp(whole, headers=headers), lambda: resp(b'{"error":{"message":"wrong key SAID","type":"SAID","code":"SAID","param":"SAID"}}'.replace(b"SAID", said), "400 Bad", headers),
             lambda: resp(whole, headers=headers)[:-len(whole) + whole.find(said) + max(5, len(said) - 3)], lambda: resp(b"{no JSON " + said, headers=headers),
             lambda: b"HTTP/1.1 500 " + flat + b"\r\nContent-Length: 2\r\n\r\n{}", lambda: chunked(chunks(whole) + b"0\r\nx-request-id: " + flat + b"\r\n\r\n", b"Trailer: x-request-id\r\n"),
             lambda: resp(whole, kind="text/plain; k=" + flat.decode("utf-8", "replace")), lambda: resp(b"\xef\xbb\xbf" + whole)]
    cut = n % len(turns) == 2
    return turns[n % len(turns)](), cut

def numbers(field, n):
    value = NUMBERS[n % len(NUMBERS)]
    if field == "usage":
        return resp(ok(usage="RAW").replace(b'"RAW"', value.encode()))
    usage, place = {"prompt_tokens": 10, "completion_tokens": 5}, None
    place = usage
    *path, last = field.split(".")
    for name in path:
        place = place.setdefault(name, {})
    place[last] = "RAW"
    return resp(ok(usage=usage).replace(b'"RAW"', value.encode()))

def number_at(place, n):
    value = NUMBERS[n % len(NUMBERS)].encode()
    if place == "created":
        return resp(ok(created="RAW").replace(b'"RAW"', value))
    if place.startswith("error"):
        return resp(b'{"error":{"message":"x","%s":%s}}' % (place[6:].encode(), value), "500 X" if n % 2 else "200 OK")
    logprobs = b'"logprobs":{"content":[{"token":"a","logprob":%s,"top_logprobs":[{"token":"b","logprob":%s,"bytes":[%s]}]}]}' % (value, value, value)
    old = b'"index": 0' 
    return resp(ok().replace(old, b'"index": ' + value if place == "choices.index" else old + b"," + logprobs))

POINTS = [p for p in range(0x110000) if not 0xD800 <= p < 0xE000]
def every_point(n, of=16):
    size = len(POINTS) // of + 1
    return "".join(map(chr, POINTS[n % of * size:(n % of + 1) * size]))

TEXTS = {  # what stands between the quotes, as bytes
    "bom-first": b"\xef\xbb\xbfDanube", "bom-only": b"\\ufeff", "bom-twice": b"\\ufeff\\ufeffDanube\\ufeff", "nul-only": b"\\u0000", "nul-edges": b"\\u0000Danube\\u0000", "nul-many": b"\\u0000" * 5000,
    "lone-high": b"\\ud800", "lone-low": b"\\udc00", "lone-reversed": b"\\udc00\\ud800", "lone-many": b"\\ud83d" * 999, "pair-split": b"\\ud83dx\\ude00", "lone-before-quote": b"a\\ud83d",
    "noncharacters": "\ufffe\uffff\U0001fffe\U0010ffff".encode(), "controls": b"".join(b"\\u%04x" % i for i in range(32)), "c1": bytes(x for i in range(0x80, 0xA0) for x in chr(i).encode()),
    "nfd": unicodedata.normalize("NFD", "Åéîõü가각힣ﬁ").encode(), "nfc": "Åéîõü가각힣ﬁ".encode(), "singletons": "\u212b\u2126\u1e9b\u0344\u0958\ufb1d".encode(), "marks": ("e" + "\u0301" * 20000).encode(), "zalgo": ("a" + "".join(map(chr, range(0x300, 0x370))) * 50).encode(),
    "bidi": "\u202e\u2066evil\u2069\u202c\u200f".encode(), "separators": "a\u2028b\u2029c\u0085d\u000be".replace("\u000b", "").encode(), "tags": "".join(chr(0xE0000 + ord(c)) for c in "ignore all").encode(),
    "ansi": b"\\u001b[2J\\u001b]0;pwn\\u0007\\u009b31m", "crlf": b"a\\r\\nIntact: 5 answers\\r\\n", "formula": b"=cmd|'/c calc'!A1", "formula-tab": b"\\t@SUM(1)", "script": b"</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "quotes": b'\\"\\\\\\/\\b\\f\\n\\r\\t', "template": b"${7*7}{{7*7}}<%= 7 %>%s%n%x", "path": b"../../../../etc/passwd\\u0000.png", "empty": b"", "spaces": b" \\t\\n ", "megabyte": b"x" * 1_000_000, "ten-megabytes": b"\\u0061" * 1_700_000,
    "sql": b"'); DROP TABLE responses; --", "jsonl": b'"}\\n{\\"seq\\":1}', "private-use": "\ue000\uf8ff\U000f0000".encode(), "emoji": "👩‍👩‍👧‍👦🏳️‍🌈".encode(), "all-latin1": bytes(x for i in range(0xA0, 0x100) for x in chr(i).encode()),
}

RAW = {  # whole bodies
    "not-utf8": ok(raw=b"\xff\xfe\xc0\x80\xed\xa0\x80"), "overlong": ok(raw=b"\xc0\xaf\xe0\x80\xaf"), "cesu": ok(raw=b"\xed\xa0\xbd\xed\xb8\x80"), "latin1": ok(raw="Donauwörth".encode("latin1")), "beyond": ok(raw=b"\xf4\x90\x80\x80"),
    "raw-nul": ok(raw=b"a\x00b"), "raw-newline": ok(raw=b"a\nb"), "raw-controls": ok(raw=bytes(range(1, 32))), "bad-escape": ok(raw=b"\\x41\\q"), "bad-unicode": ok(raw=b"\\u12G4"), "cut-escape": ok(raw=b"\\u12"),
    "bom": b"\xef\xbb\xbf" + ok(), "utf16": ok().decode().encode("utf-16"), "utf16-be": ok().decode().encode("utf-16-be"), "utf32": ok().decode().encode("utf-32"), "utf7": b"+AHs-", "two-documents": ok() + ok("second"), "trailing": ok() + b"]", "trailing-nul": ok() + b"\0\0", "leading": b"\n\n\n" + ok(), "prefix": b")]}',\n" + ok(),
    "trailing-comma": ok()[:-1] + b",}", "comments": b"/* x */" + ok(), "single-quotes": ok().replace(b'"', b"'"), "nan": ok()[:-1] + b',"x":NaN}', "array": b"[" + ok() + b"]", "string": json.dumps(ok().decode()).encode(), "number": b"42", "null": b"null", "true": b"true", "empty": b"", "spaces": b" " * 1_000_000,
    "event-stream": b"data: " + ok() + b"\n\ndata: [DONE]\n\n", "lines": ok() + b"\n" + ok("second") + b"\n", "html": b"<!doctype html><script>alert(1)</script>", "xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
    "twice-choices": b'{"choices":[{"message":{"content":"one"}}],"choices":[{"message":{"content":"two"}}]}', "twice-content": b'{"choices":[{"message":{"content":"one","content":"two"}}]}', "twice-escaped": b'{"choices":[{"message":{"content":"one","c\\u006fntent":"two"}}]}',
    "twice-usage": ok()[:-1] + b',"usage":{"prompt_tokens":1e9,"completion_tokens":1e9}}', "proto": ok()[:-1] + b',"__proto__":{"x":1},"constructor":{"prototype":1}}', "empty-names": ok()[:-1] + b',"":{"":{"":0}}}', "nul-names": ok()[:-1] + b',"a\\u0000b":1,"a":2}',
    "no-choices": b'{"choices":[]}', "null-choices": b'{"choices":null}', "choice-number": b'{"choices":[7]}', "null-message": b'{"choices":[{"message":null}]}', "content-null": b'{"choices":[{"message":{"content":null},"finish_reason":"stop"}]}', "content-number": b'{"choices":[{"message":{"content":42}}]}', "content-object": b'{"choices":[{"message":{"content":{"text":"x"}}}]}',
    "content-parts": b'{"choices":[{"message":{"content":[{"type":"text","text":"Da"},{"type":"text","text":"nube"},{"type":"image"},7,null]}}]}', "content-nested": b'{"choices":[{"message":{"content":[[[["x"]]]]}}]}', "parts-many": b'{"choices":[{"message":{"content":[' + b",".join([b'{"type":"text","text":"x"}'] * 100_000) + b"]}}]}",
    "choices-many": b'{"choices":[' + b",".join([b'{"index":0,"message":{"content":"x"}}'] * 100_000) + b"]}", "names-many": ok()[:-1] + b"".join(b',"n%d":0' % i for i in range(300_000)) + b"}", "names-equal": ok()[:-1] + b',"n":0' * 300_000 + b"}",
    "deep-500": b'{"x":' + b"[" * 500 + b"]" * 500 + b"," + ok()[1:], "deep-100k": b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"," + ok()[1:], "deep-objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "deep-open": b"[" * 3_000_000, "quotes-open": b'{"choices":[{"message":{"content":"' + b"x" * 200_000, "backslashes": b'{"x":"' + b"\\" * 1_000_001,
    "long-number": ok()[:-1] + b',"x":' + b"1" * 2_000_000 + b"}", "long-exponent": ok()[:-1] + b',"x":1e' + b"9" * 100_000 + b"}", "long-name": ok()[:-1] + b',"' + b"n" * 3_000_000 + b'":0}', "long-model": ok(model="m" * 3_000_000), "long-id": ok(id="i" * 3_000_000), "long-finish": ok().replace(b'"stop"', b'"' + b"s" * 3_000_000 + b'"'),
    "model-number": ok(model=7), "model-object": ok(model={"a": 1}), "id-null": ok(id=None), "finish-number": ok().replace(b'"stop"', b"7"), "both": ok()[:-1] + b',"error":{"message":"and an error"}}', "error-string": b'{"error":"no"}', "error-list": b'[{"error":{"code":500,"message":"no"}}]', "error-empty": b'{"error":{}}', "error-null": ok()[:-1] + b',"error":null}',
    "reasoning": ok()[:-1].replace(b'"content"', b'"reasoning_content": "\\u0000\\ud800", "content"') + b"}", "tool-calls": b'{"choices":[{"message":{"content":"","tool_calls":[{"id":"\\u0000","function":{"name":"x","arguments":"{"}}]},"finish_reason":"tool_calls"}]}', "refusal": b'{"choices":[{"message":{"content":null,"refusal":"I\\u0000cannot"}}]}', "nul-everywhere": ok("a\0", id="\0", model="m\0m", system_fingerprint="\0", provider="\0").replace(b'"stop"', b'"\\u0000"'),
    "surrogates-everywhere": ok("S", id="S", model="S", system_fingerprint="S").replace(b'"S"', b'"\\ud800"').replace(b'"stop"', b'"\\udfff"'),
}

GZIP = [lambda k: (b"gzip", gzip.compress(ok(k))), lambda k: (b"gzip", gzip.compress(b"0" * 200_000_000, 9)), lambda k: (b"deflate", zlib.compress(ok(k))), lambda k: (b"gzip, gzip", gzip.compress(gzip.compress(ok(k)))), lambda k: (b"x-gzip", gzip.compress(ok(k))), lambda k: (b"GZIP", gzip.compress(ok(k))),
        lambda k: (b"br", b"\x8b\x02\x80" + bytes(64)), lambda k: (b"zstd", b"\x28\xb5\x2f\xfd" + bytes(64)), lambda k: (b"identity", ok(k)), lambda k: (b"identity, gzip", gzip.compress(ok(k))), lambda k: (b"", gzip.compress(ok(k))), lambda k: (b" ", zlib.compress(ok(k))), lambda k: (b"gzip", ok(k)), lambda k: (b"gzip", gzip.compress(ok(k))[:-9]), lambda k: (b"gzip\x00", gzip.compress(ok(k))), lambda k: (b"aes128gcm", k.encode())]
SILENT = ["", "application/gzip", "application/zip", "application/octet-stream", "text/plain"]  # compressed, and no header says so

BODY = ok()
L = len(BODY)
HTTP = {  # (bytes, close afterwards)
    "http10": (b"HTTP/1.0 200 OK\r\n\r\n" + BODY, 1), "http09": (BODY, 1), "http2-line": (b"HTTP/2.0 200 OK\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1), "http3-line": (b"HTTP/3 200\r\n\r\n" + BODY, 1), "icy": (b"ICY 200 OK\r\n\r\n" + BODY, 1), "lower": (b"http/1.1 200 ok\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1), "no-reason": (b"HTTP/1.1 200\r\nContent-Length: %d\r\n\r\n" % L + BODY, 0), "two-spaces": (b"HTTP/1.1  200 OK\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1),
    "line-feeds": (b"HTTP/1.1 200 OK\nContent-Length: %d\n\n" % L + BODY, 1), "returns": (b"HTTP/1.1 200 OK\rContent-Length: %d\r\r" % L + BODY, 1), "blank-first": (b"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1), "reason-long": (b"HTTP/1.1 200 " + b"O" * 200_000 + b"\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1), "reason-bytes": (b"HTTP/1.1 200 \xff\x00\xfe\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1), "binary": (bytes(range(256)) * 50, 1), "tls-alert": (b"\x15\x03\x01\x00\x02\x02\x28", 1), "http2-preface": (b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + bytes(18), 1), "request-back": (b"POST / HTTP/1.1\r\nHost: x\r\n\r\n", 1),
    "header-no-colon": (b"HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1), "header-space": (b"HTTP/1.1 200 OK\r\nContent-Length : %d\r\n\r\n" % L + BODY, 1), "header-empty": (b"HTTP/1.1 200 OK\r\n: x\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1), "header-folded": (b"HTTP/1.1 200 OK\r\nx-request-id: a\r\n b\r\n\tc\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1), "header-nul": (b"HTTP/1.1 200 OK\r\nx-request-id: a\x00b\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1), "header-bytes": (b"HTTP/1.1 200 OK\r\nx-request-id: \xff\xfe\xc3\x28\r\nserver: \xe2\x80\xae\r\nContent-Length: %d\r\n\r\n" % L + BODY, 0), "header-name-bytes": (b"HTTP/1.1 200 OK\r\nx-rate\xff: 1\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1), "header-twice": (b"HTTP/1.1 200 OK\r\nx-request-id: a\r\nX-Request-ID: b\r\nContent-Type: text/html\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % L + BODY, 0),
    "header-huge": (resp(BODY, headers=[("x-request-id", "a" * 500_000)]), 1), "header-20k": (resp(BODY, headers=[(f"x-ratelimit-h{i}", "a") for i in range(20_000)]), 1), "header-name-huge": (resp(BODY, headers=[("x" * 300_000, "a")]), 1), "headers-60": (resp(BODY, headers=[(f"x-ratelimit-h{i}", "a" * 900) for i in range(60)]), 0), "header-odd-names": (resp(BODY, headers=[("__proto__", "1"), ("x-ratelimit-<script>", "1"), ("x-ratelimit-", "1"), ("set-cookie", "a=b; domain=.com"), ("www-authenticate", "Basic realm=x")]), 0),
    "length-short": (b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (L - 10) + BODY, 1), "length-long": (b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (L + 10) + BODY, 1), "length-negative": (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + BODY, 1), "length-huge": (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n" + BODY, 1), "length-max": (b"HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n" + BODY, 1), "length-40gb": (b"HTTP/1.1 200 OK\r\nContent-Length: 40000000000\r\n\r\n" + BODY, 1), "length-two": (b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nContent-Length: %d\r\n\r\n" % (L, L + 1) + BODY, 1), "length-same": (b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nContent-Length: %d\r\n\r\n" % (L, L) + BODY, 1),
    "length-list": (b"HTTP/1.1 200 OK\r\nContent-Length: %d, %d\r\n\r\n" % (L, L) + BODY, 1), "length-plus": (b"HTTP/1.1 200 OK\r\nContent-Length: +%d\r\n\r\n" % L + BODY, 1), "length-hex": (b"HTTP/1.1 200 OK\r\nContent-Length: 0x%x\r\n\r\n" % L + BODY, 1), "length-empty": (b"HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n" + BODY, 1), "length-space": (b"HTTP/1.1 200 OK\r\nContent-Length: 1 5\r\n\r\n" + BODY, 1), "length-none": (b"HTTP/1.1 200 OK\r\n\r\n" + BODY, 1), "length-zero": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" + BODY, 1), "length-and-chunks": (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks(BODY) + b"0\r\n\r\n", 1),
    "chunk-plain": (chunked(chunks(BODY, 1) + b"0\r\n\r\n"), 0), "chunk-no-end": (chunked(chunks(BODY)), 1), "chunk-cut": (chunked(chunks(BODY)[:60]), 1), "chunk-negative": (chunked(b"-5\r\nhello\r\n0\r\n\r\n"), 1), "chunk-huge": (chunked(b"ffffffffffffffff\r\n" + BODY), 1), "chunk-overflow": (chunked(b"1" + b"0" * 40 + b"\r\n" + BODY), 1), "chunk-0x": (chunked(b"0x5\r\nhello\r\n0\r\n\r\n"), 1), "chunk-zeros": (chunked(b"000000000000%x\r\n" % L + BODY + b"\r\n0\r\n\r\n"), 1), "chunk-upper": (chunked(b"%X\r\n" % L + BODY + b"\r\n0\r\n\r\n"), 0), "chunk-space": (chunked(b"%x \r\n" % L + BODY + b"\r\n0\r\n\r\n"), 1),
    "chunk-extension": (chunked(b'%x;a=b;c="d\\"e"\r\n' % L + BODY + b"\r\n0;x\r\n\r\n"), 0), "chunk-extension-huge": (chunked(b"%x;" % L + b"e" * 300_000 + b"\r\n" + BODY + b"\r\n0\r\n\r\n"), 1), "chunk-line-feeds": (chunked(b"%x\n" % L + BODY + b"\n0\n\n"), 1), "chunk-no-line": (chunked(b"%x\r\n" % L + BODY + b"0\r\n\r\n"), 1), "chunk-long": (chunked(b"%x\r\n" % (L - 3) + BODY + b"\r\n0\r\n\r\n"), 1), "chunk-trailers": (chunked(chunks(BODY) + b"0\r\n" + b"x: y\r\n" * 5000 + b"\r\n"), 1), "chunk-trailer-status": (chunked(chunks(BODY) + b"0\r\nContent-Length: 3\r\nretry-after: 1e300\r\n\r\n"), 0), "chunk-empty-first": (chunked(b"0\r\n\r\n" + chunks(BODY)), 1),
    "coding-identity": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: %d\r\n\r\n" % L + BODY, 1), "coding-unknown": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: cow\r\n\r\n" + BODY, 1), "coding-twice": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks(BODY) + b"0\r\n\r\n", 1), "coding-not-last": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n" + chunks(BODY) + b"0\r\n\r\n", 1), "coding-gzip-chunked": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n" + chunks(gzip.compress(BODY)) + b"0\r\n\r\n", 1), "coding-odd": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: \x0bchunked\r\n\r\n" + chunks(BODY) + b"0\r\n\r\n", 1),
    "continue-many": (b"HTTP/1.1 100 Continue\r\n\r\n" * 5000 + resp(BODY), 0), "continue-length": (b"HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\nhello" + resp(BODY), 1), "hints": (b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 3 + resp(BODY), 0), "switch": (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n" + b"\x81\x05hello", 1), "processing": (b"HTTP/1.1 102 Processing\r\n\r\n" + resp(BODY), 0), "continue-only": (b"HTTP/1.1 100 Continue\r\n\r\n", 1), "one-xx-odd": (b"HTTP/1.1 199 X\r\n\r\n" + resp(BODY), 1),
    "no-content-body": (b"HTTP/1.1 204 No Content\r\nContent-Length: %d\r\n\r\n" % L + BODY, 0), "not-modified-body": (b"HTTP/1.1 304 Not Modified\r\nContent-Length: %d\r\n\r\n" % L + BODY, 0), "reset-content": (b"HTTP/1.1 205 Reset\r\nContent-Length: %d\r\n\r\n" % L + BODY, 0), "extra-answer": (resp(BODY) + resp(ok("unasked")), 0), "extra-bytes": (resp(BODY) + b"garbage", 0), "close-lie": (resp(BODY, headers=[("Connection", "keep-alive")]), 1), "close-said": (resp(BODY, headers=[("Connection", "close")]), 0), "upgrade-said": (resp(BODY, headers=[("Upgrade", "h2c"), ("Connection", "Upgrade")]), 0), "nothing": (b"", 1), "head-only": (b"HTTP/1.1 200 OK\r\nContent-Len", 1),
}
KINDS = ["text/html", "text/event-stream", "application/x-ndjson", "application/json; charset=utf-16", "application/json; charset=iso-8859-1", "image/png", "multipart/mixed; boundary=x", "", "application/json" * 200, "a/b\tc", "\u00e9/\u00ff"]
REDIRECTS = ["http://127.0.0.1:OTHER/v1", "//127.0.0.1:OTHER/", "/v1/chat/completions", "http://localhost:OTHER/", "http://[::1]:OTHER/", "http://user:pass@127.0.0.1:OTHER/", "file:///etc/passwd", "javascript:alert(1)", "", "http://127.0.0.1:OTHER\r\n/", "\\\\127.0.0.1:OTHER", "?a", "http://0x7f000001:OTHER/", "gopher://127.0.0.1:OTHER/"]
DRIPS = ["head", "body", "chunks", "stop-head", "stop-body", "stop-chunk", "late", "reset", "reset-body", "blank-lines", "hints"]
BIG = {"line": 49_000_000, "just-below": 49_999_000, "just-above": 50_001_000, "above": 52_000_000, "chunked-above": 55_000_000}

MODES = ([f"key:{f}" for f in KEYS] + ["key-cut", "key-cut-escaped", "key-straddles", "key-straddles-escaped", "key-straddles-base64", "key-in-error-cut", "key-name", "key-two-headers", "key-model-list"] + [f"usage:{f}" for f in FIELDS] + [f"number:{p}" for p in PLACES]
         + [f"wait:{i}:{h}" for h in ("retry-after", "retry-after-ms", "text", "resets", "anthropic") for i in range(0, len(WAITS))] + [f"status:{i}" for i in range(0, len(STATUSES), 9)] + [f"odd-status:{i}" for i in range(0, len(ODD_STATUSES), 5)] + ["points", "points-escaped", "points-error", "points-model"]
         + [f"text:{t}" for t in TEXTS] + [f"raw:{r}" for r in RAW] + ["coded", "coded-silently"] + [f"http:{h}" for h in HTTP] + ["kinds"] + [f"redirect:{c}" for c in (300, 301, 302, 303, 305, 307, 308)] + [f"drip:{d}" for d in DRIPS] + [f"big:{b}" for b in BIG] + ["moods", "changing-names", "refuses-settings", "refuses-everything"])

count, quiet = {}, 3600

async def attack(mode, k, n, asked, w, other):
    family, _, rest = mode.partition(":")
    if family == "key": return echo(rest, n, k)
    if family == "key-cut": b = ok("your key is " + k); return resp(b + b"x" * 50)[:-(50 + len(b)) + b.index(k.encode()) + 6 + 3 * (n % 14)], True
    if family == "key-cut-escaped": s = KEYS["escaped"](k).encode(); b = ok(raw=s); return resp(b + b"x" * 50)[:-(50 + len(b)) + b.index(s) + 30 + n % 7 + 18 * (n % 5)], True
    if family.startswith("key-straddles"):
        s = KEYS[{"": "plain", "-escaped": "escaped", "-base64": "base64"}[family[13:]]](k).encode()
        await big(w, b'{"x":"' + b"a" * (65_536 - 6 - 12 * (1 + n % 3)) + s + b"b" * 50_500_000); return b"", True
    if family == "key-in-error-cut": return error("A" * (1_000_000 - 40 - n % 30) + k + "B" * 99), False
    if family == "key-name": return resp(ok(**{k: 1, k[:20]: {k[20:]: k}}), headers=[("x-ratelimit-" + k.replace("/", "").replace("+", ""), "1")]), False
    if family == "key-two-headers": return resp(ok(), headers=[("via", k[:18]), ("via", k[18:]), ("server", k[9:30]), ("x-request-id", k[-12:])]), False
    if family == "key-model-list": return resp(json.dumps({"object": "list", "data": [{"id": k}]}).encode()), False
    if family == "usage": return numbers(rest, n), False
    if family == "number": return number_at(rest, n), False
    if family == "wait":
        i, h = rest.split(":"); value = WAITS[int(i)]
        if h == "text": return error("Rate limited. Please try again in " + value, "429 Too Many Requests"), False
        if h in ("retry-after", "retry-after-ms"): return error("slow", "503 X" if n % 2 else "429 X", [(h, value)]), False
        names = ["x-ratelimit-reset-requests", "x-ratelimit-reset-tokens"] if h == "resets" else ["anthropic-ratelimit-requests-reset", "anthropic-ratelimit-tokens-reset"]
        return resp(BODY, headers=[(x, value) for x in names] + [("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-remaining-tokens", "0"), ("anthropic-ratelimit-requests-remaining", "0"), ("anthropic-ratelimit-tokens-remaining", "0")]), False
    if family == "status": code = STATUSES[(int(rest) + n % 9) % len(STATUSES)]; return (b"HTTP/1.1 204 No\r\n\r\n" if code in (204, 304) else error("x", f"{code} X")), False
    if family == "odd-status": s = ODD_STATUSES[(int(rest) + n % 5) % len(ODD_STATUSES)]; return f"HTTP/1.1 {s} X\r\nContent-Length: 2\r\n\r\n{{}}".encode(), True
    if family == "points": return resp(ok(raw=json.dumps(every_point(n), ensure_ascii=False).encode()[1:-1])), False
    if family == "points-escaped": return resp(ok(every_point(n, 64))), False
    if family == "points-error": return resp(json.dumps({"error": {"message": every_point(n, 512), "type": every_point(n + 1, 2048), "code": "\0"}}).encode(), "400 X"), False
    if family == "points-model": return resp(ok(model=every_point(n, 4096), system_fingerprint=every_point(n + 7, 4096), id=every_point(n + 9, 4096))), False
    if family == "text": return resp(ok(raw=TEXTS[rest])), False
    if family == "raw": return resp(RAW[rest]), False
    if family == "coded": coding, body = GZIP[n % len(GZIP)](k); return resp(body, headers=[("content-encoding", coding)]), False
    if family == "coded-silently": body = [gzip.compress, zlib.compress, lambda x: codecs.encode(x, "bz2"), lambda x: struct.pack("<IHHHIIIIHH", 0x04034B50, 20, 0, 8, 0, 0, 0, 0, 1, 0) + b"a" + zlib.compress(x, 9)[2:-4]][n % 4](ok(k)); return resp(body, kind=SILENT[n % 5]), False
    if family == "http": body, close = HTTP[rest]; return body, bool(close)
    if family == "kinds": return resp(BODY, kind=KINDS[n % len(KINDS)]), False
    if family == "redirect": return resp(b"moved", f"{rest} R", [("location", REDIRECTS[n % len(REDIRECTS)].replace("OTHER", str(other)))]), False
    if family == "drip": return await drip(rest, w), True
    if family == "big":
        body = ok("x" * (BIG[rest] - L))
        if rest.startswith("chunked"): await big(w, body); return b"", True
        return resp(body), False
    if family == "moods": return [resp(BODY), error("x", "500 X"), error("slow", "429 X", [("retry-after", "0.01")]), resp(b"{"), b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx"][n % 5], n % 5 == 4
    if family == "changing-names": return resp(ok(model=f"m-{n}", system_fingerprint=f"f-{n}")), False
    if family == "refuses-settings": p = ["temperature", "max_tokens", "seed", "top_p", "stop", "nonsense", "messages", "model"][n % 8]; return error(f"Unsupported parameter: '{p}'", param=p, code="unsupported_parameter"), False
    if family == "refuses-everything": return error("Unsupported parameter: 'max_completion_tokens'. Use 'max_tokens'", param="max_completion_tokens", code="unsupported_parameter") if "max_completion_tokens" in asked else error("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'", param="max_tokens", code="unsupported_parameter"), False
    return resp(ok(model=mode)), False

async def big(w, body):
    w.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for i in range(0, len(body), 1 << 20):
        piece = body[i:i + (1 << 20)]
        w.write(b"%x\r\n" % len(piece) + piece + b"\r\n")
        await w.drain()
    w.write(b"0\r\n\r\n")

async def drip(how, w):
    async def slowly(data, seconds):
        for c in data:
            w.write(bytes([c])); await w.drain(); await asyncio.sleep(seconds)
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % L
    if how == "head": await slowly(head * 9, 0.3)
    elif how == "body": w.write(head); await slowly(BODY, 0.3)
    elif how == "chunks":
        w.write(chunked(b""))
        for _ in range(quiet): w.write(b"1\r\n \r\n"); await w.drain(); await asyncio.sleep(0.3)
    elif how == "stop-head": w.write(head[:20]); await w.drain(); await asyncio.sleep(quiet)
    elif how == "stop-body": w.write(head + BODY[:20]); await w.drain(); await asyncio.sleep(quiet)
    elif how == "stop-chunk": w.write(chunked(b"fff\r\n" + BODY)); await w.drain(); await asyncio.sleep(quiet)
    elif how == "late": await asyncio.sleep(quiet)
    elif how == "reset": w.transport.abort()
    elif how == "reset-body": w.write(head + BODY[:40]); await w.drain(); w.transport.abort()
    elif how == "blank-lines": await slowly(b"\r\n" * quiet, 0.3)
    elif how == "hints":
        for _ in range(quiet): w.write(b"HTTP/1.1 103 H\r\n\r\n"); await w.drain(); await asyncio.sleep(0.3)
    return b""

async def handle(r, w, other, log):
    try:
        while True:
            head = (await r.readuntil(b"\r\n\r\n")).decode("latin1").split("\r\n")
            headers = {x.split(":", 1)[0].lower(): x.split(":", 1)[1].strip() for x in head[1:] if ":" in x}
            asked = json.loads(await r.readexactly(int(headers.get("content-length", 0))) or b"{}")
            mode, key = asked.get("model", "?"), headers.get("authorization", "").replace("Bearer ", "")
            n = count[mode] = count.get(mode, -1) + 1
            log.write(json.dumps({"mode": mode, "n": n, "path": head[0]}) + "\n")
            out, close = await attack(mode, key, n, asked, w, other)
            w.write(out); await w.drain()
            if close: break
    except (ConnectionError, asyncio.IncompleteReadError): pass
    finally: w.close()

async def main(port, other, path):
    log = open(path, "a", 1)
    async def nobody(r, w):
        log.write(json.dumps({"mode": "ELSEWHERE", "head": (await r.read(500)).decode("latin1")}) + "\n"); w.write(resp(ok("from elsewhere"))); w.close()
    servers = [await asyncio.start_server(lambda r, w: handle(r, w, other, log), "127.0.0.1", port, limit=1 << 22), await asyncio.start_server(nobody, "127.0.0.1", other)]
    await asyncio.gather(*(s.serve_forever() for s in servers))

if __name__ == "__main__":
    if sys.argv[1:] == ["--modes"]: print("\n".join(MODES))
    else: asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
