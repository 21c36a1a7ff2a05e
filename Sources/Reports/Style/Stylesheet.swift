import Crypto
import Foundation

/// The one style sheet of every page, and the policy that admits it and nothing else.
package enum Stylesheet {
    private static let text = colors + layout + components + charts + print

    /// The sheet of a page, with the case's id and page numbers at the foot of printed pages.
    ///
    /// Of the id only letters, digits, `.` and `-` reach the sheet: nothing that means anything in CSS.
    package static func text(caseID: String) -> String {
        let id = String(
            caseID.prefix(40).filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") })
        return text + """
            @page{@bottom-left{content:"Apograph · \(id)";font:8pt sans-serif;color:#444}\
            @bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#444}}
            """
    }

    /// The value of the Content-Security-Policy meta element: no script, no request, the sheet of this case alone; where a page of the
    /// workbench has a script, that one and requests to where the page came from.
    package static func policy(caseID: String, forms: Bool = false, script: String? = nil) -> String {
        let scripts = script.map {
            "; script-src 'sha256-\(Data(SHA256.hash(data: Data($0.utf8))).base64EncodedString())'; connect-src 'self'"
        }
        let hash = Data(SHA256.hash(data: Data(text(caseID: caseID).utf8))).base64EncodedString()
        return
            "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action \(forms ? "'self'" : "'none'")"
            + (scripts ?? "")
    }

    /// Source is blue, suspect vermilion, others grey: told apart with any kind of colour sight, and each with its own shape besides. All text reaches 4.5:1.
    private static let colors = """
        :root{color-scheme:light dark;--paper:#fcfbf8;--ink:#1d1c1a;--soft:#57534d;--line:#d8d3c8;--panel:#f3f0e8;--raised:#fff;\
        --source:#0a558c;--suspect:#a8440b;--other:#6a6a6a;--mark:#fbe6a9;--warn:#7a4b00;--warnbg:#fdf1d8;\
        --b-2:#8fb6d6;--b-1:#cfe0ee;--b0:#eeebe3;--b1:#f7dcae;--b2:#eeb15e;--b3:#d9812a;--b4:#a8540f;--b5:#6f2c06;--bx:#fcfbf8}
        @media (prefers-color-scheme:dark){:root{--paper:#15161a;--ink:#ebe8e1;--soft:#b5b0a6;--line:#3b3c44;--panel:#1f2127;--raised:#1b1d22;\
        --source:#86c1f4;--suspect:#f4a577;--other:#a6a6a6;--mark:#5b4a10;--warn:#f3c873;--warnbg:#33280f;\
        --b-2:#3b6388;--b-1:#1f384d;--b0:#26282e;--b1:#4a3617;--b2:#7d571a;--b3:#b57c22;--b4:#e0a647;--b5:#ffe0a1;--bx:#15161a}}

        """

    private static let layout = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
        body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 "Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4","Noto Serif","DejaVu Serif",Georgia,serif;\
        overflow-wrap:anywhere;font-variant-numeric:lining-nums;text-rendering:optimizeLegibility}
        main,header.page,footer.page{max-width:68rem;margin:0 auto;padding:0 clamp(1rem,4vw,2.5rem)}
        p,ul,ol,dl.prose,blockquote{max-width:42rem}
        h1,h2,h3{line-height:1.2;text-wrap:balance;font-weight:600;letter-spacing:-.01em}
        h1{font-size:clamp(1.45rem,3vw,1.72rem);margin:.2rem 0 .7rem}
        h2{font-size:1.5rem;margin:3.2rem 0 .8rem;padding-top:.9rem;border-top:2px solid var(--ink)}
        h3{font-size:1.12rem;margin:1.8rem 0 .4rem}
        h2.minor{font-size:1.12rem;margin:1.6rem 0 .4rem;border:0;padding:0}
        a{color:var(--source);text-underline-offset:.15em}
        a:focus-visible,summary:focus-visible,[tabindex]:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible{outline:3px solid var(--source);outline-offset:2px}
        code,pre,.hash{font:.86em/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
        pre{background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:.8rem 1rem;overflow-x:auto;white-space:pre-wrap}
        .hash{overflow-wrap:anywhere;word-break:break-all}
        small,.note,.kicker,nav,table,ul.glance,figcaption,.label,summary,.stamp,.tag,form{font-family:system-ui,"Segoe UI","Noto Sans","DejaVu Sans",Helvetica,Arial,sans-serif}
        .note{font-size:.86rem;color:var(--soft);line-height:1.5}
        .kicker{font-size:.8rem;color:var(--soft);padding-top:1.4rem;margin:0;max-width:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;letter-spacing:.01em}
        .name{font-weight:600;unicode-bidi:isolate}
        .odd{font:.78em ui-monospace,monospace;border:1px solid var(--line);border-radius:3px;padding:0 .2em;color:var(--warn);background:var(--warnbg);white-space:nowrap}
        .skip{position:absolute;left:-999rem}
        .skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem}
        footer.page{margin-top:4rem;padding-top:1rem;padding-bottom:3rem;border-top:1px solid var(--line)}

        """

    private static let components = """
        .banner{background:var(--warnbg);color:var(--warn);border-left:5px solid currentColor;padding:.4rem .9rem;margin:.5rem 0 .8rem;max-width:none;font-size:.88rem;line-height:1.4}
        .verdict{background:var(--raised);border:1px solid var(--line);border-top:5px solid var(--ink);padding:.8rem clamp(1rem,3vw,1.6rem) .3rem;margin:0 0 .9rem}.standing{margin:1.2rem 0}
        .verdict p.quote{font-size:1.32rem;line-height:1.4;margin:.1rem 0 .6rem;max-width:none}
        p.may{max-width:none;margin:.7rem 0}
        .code{font-family:ui-monospace,"DejaVu Sans Mono","Noto Sans Mono",Menlo,Consolas,monospace;font-size:.88em;tab-size:4}
        main .verdict p.first{font-size:1.14rem;line-height:1.45;margin:.1rem 0 .5rem;max-width:none}
        .verdict p.second{margin:.1rem 0 .5rem;line-height:1.5;max-width:none}
        .verdict p.note{max-width:52rem;margin:.2rem 0 .5rem}
        .verdict figure{margin:.4rem 0 .2rem}
        ul.glance{list-style:none;padding:0;max-width:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(12.2rem,1fr));gap:0;margin:0;font-size:.85rem;line-height:1.42;border-top:1px solid var(--line);border-left:1px solid var(--line)}
        ul.glance li{padding:.55rem .8rem .6rem;border-right:1px solid var(--line);border-bottom:1px solid var(--line)}
        ul.glance>li>strong{display:block;font-weight:600;margin-bottom:.12rem}
        ul.glance>li>span{display:block;color:var(--ink)}
        .alarm{border:2px solid var(--warn);background:var(--warnbg);padding:.6rem 1.1rem;margin:.8rem 0;font-size:.95rem;line-height:1.5}
        .alarm p{margin:.2rem 0;max-width:none}
        .pairs{display:grid;gap:1rem;margin:1rem 0;grid-template-columns:repeat(auto-fit,minmax(min(100%,29rem),1fr))}.pairs.wide{grid-template-columns:minmax(0,1fr)}
        .evidence{border:1px solid var(--line);background:var(--raised);padding:.9rem 1.1rem 1rem;break-inside:avoid}
        .evidence .prompt{margin:0 0 .5rem;white-space:pre-wrap;font-size:1rem;max-width:52rem}
        .evidence .truth{margin:0 0 .6rem}
        .sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,12rem),1fr));gap:.8rem}
        .said{border-left:4px solid var(--other);padding:.1rem 0 .1rem .8rem;margin:0;max-width:none;min-width:0}
        .said.source{border-color:var(--source)}
        .said.suspect{border-color:var(--suspect);border-left-style:double;border-left-width:6px}
        .said .label{display:block;font-size:.8rem;color:var(--soft)}
        .said .words{display:block;white-space:pre-wrap;unicode-bidi:plaintext;max-height:22rem;overflow:auto;overflow-wrap:anywhere}
        .said.passage .words{font-size:.95rem;line-height:1.55}
        .evidence .count{margin:.7rem 0 0;font-size:.86rem;color:var(--soft)}
        .tag{font-size:.75rem;border:1px solid currentColor;border-radius:2rem;padding:.05rem .6rem;white-space:nowrap;color:var(--soft)}
        .tag.yes{color:var(--source)}.tag.no{color:var(--suspect)}
        code.where{display:block;overflow-wrap:anywhere}
        mark{background:var(--mark);color:inherit;padding:0 .1em;border-bottom:2px solid currentColor}
        .scroll{overflow-x:auto;max-width:100%}
        table{overflow-wrap:break-word;border-collapse:collapse;font-size:.86rem;line-height:1.4;font-variant-numeric:tabular-nums lining-nums;margin:.4rem 0}
        caption{text-align:left;font-weight:600;padding:.3rem 0}
        th,td{text-align:left;vertical-align:top;padding:.32rem .8rem .32rem 0;border-bottom:1px solid var(--line);max-width:34rem}
        thead th{border-bottom:2px solid var(--ink);font-weight:600;vertical-align:bottom}
        td.n,th.n{text-align:right;white-space:nowrap}
        td.long,th.long{min-width:14rem;white-space:pre-wrap;overflow-wrap:anywhere}
        td.mid,th.mid{min-width:7rem}
        details{margin:.5rem 0}
        summary{cursor:pointer;font-size:.86rem;color:var(--source);padding:.15rem 0}
        .box{background:var(--panel);border-left:5px solid var(--ink);padding:.9rem 1.2rem;margin:1.2rem 0;max-width:46rem;break-inside:avoid}
        .box h2,.box h3{margin-top:0;border:0;padding:0}
        .box p:last-child{margin-bottom:0}
        .two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:0 2.5rem}
        ul.tight,ol.tight{padding-left:1.2rem}
        ul.tight li,ol.tight li{margin:.3rem 0}
        .stamp{float:right;border:2px solid var(--ink);padding:.25rem .7rem;font-size:.78rem;letter-spacing:.03em;text-align:center;margin:0 0 .5rem 1rem;transform:rotate(-1deg);max-width:14rem}
        .stamp b{display:block;font-size:1rem}
        .blank{display:inline-block;min-width:14rem;border-bottom:1px solid var(--ink)}
        nav.screen,main nav,form{font-size:.9rem;margin:.6rem 0;line-height:1.9}form input[type=search],form select{font:inherit;padding:.25rem .5rem;max-width:100%;background:var(--raised);color:var(--ink);border:1px solid var(--soft);border-radius:3px}\
        form input[type=search]{min-width:16rem}form select{max-width:16rem}\
        form button{font:inherit;padding:.25rem .9rem;margin-left:.4rem;background:var(--ink);color:var(--paper);border:1px solid var(--ink);border-radius:3px;cursor:pointer}
        .toc ol{columns:2 16rem;padding-left:1.4rem;max-width:none}

        """

    private static let charts = """
        figure{margin:1.4rem 0;break-inside:avoid}
        figcaption{font-size:.92rem;font-weight:600;margin-bottom:.3rem;max-width:46rem}
        figcaption+.note{margin:.1rem 0 .5rem}
        svg{display:block;height:auto;font-family:system-ui,"Segoe UI","Noto Sans","DejaVu Sans",Helvetica,Arial,sans-serif;font-size:12px}
        svg:not(.natural){width:100%;min-width:34rem}svg.narrow{max-width:44rem}svg.natural{max-width:none}svg:not(.natural).fit{min-width:0}
        .slim-only{display:none}@media (max-width:34rem){.wide-only{display:none}.slim-only{display:block}}
        svg text{fill:var(--ink)}svg .dim{fill:var(--soft)}
        svg .axis{stroke:var(--soft);stroke-width:1;fill:none}svg .grid{stroke:var(--line);stroke-width:1;fill:none}
        svg .source{fill:var(--source)}svg .suspect{fill:var(--suspect)}svg .other{fill:var(--other)}svg .ink{fill:var(--ink)}svg .empty{fill:var(--paper)}
        svg .l-source{stroke:var(--source)}svg .l-suspect{stroke:var(--suspect)}svg .l-other{stroke:var(--other)}svg .l-ink{stroke:var(--ink)}
        svg .stroke{fill:none;stroke-width:2}svg .thin{fill:none;stroke-width:1.2}svg .dash{stroke-dasharray:5 4}
        svg .b-2{fill:var(--b-2)}svg .b-1{fill:var(--b-1)}svg .b0{fill:var(--b0)}svg .b1{fill:var(--b1)}svg .b2{fill:var(--b2)}svg .b3{fill:var(--b3)}svg .b4{fill:var(--b4)}svg .b5{fill:var(--b5)}svg .bx{fill:var(--bx)}
        svg .on{fill:#1d1c1a}svg .onb4,svg .onb5{fill:#fff}
        @media (prefers-color-scheme:dark){svg .on{fill:#ebe8e1}svg .onb3,svg .onb4,svg .onb5{fill:#15161a}}
        svg .cell{stroke:var(--paper);stroke-width:1}
        svg .bold{font-weight:600}svg .small{font-size:10.5px}svg .tiny{font-size:10px}svg .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}svg .link{fill:none;stroke-linecap:round;opacity:.75}
        svg .hatch{stroke:var(--soft);stroke-width:1;opacity:.55}

        """

    private static let print = """
        @page{size:auto;margin:18mm 16mm 20mm}
        @page foldout{size:A3;margin:14mm 12mm 16mm}
        @media print{:root{color-scheme:light;--paper:#fff;--raised:#fff;--panel:#f4f2ec;--ink:#000;--soft:#444;--line:#bbb;--source:#0a558c;--suspect:#a8440b;--other:#6a6a6a;--mark:#fbe6a9;--warn:#7a4b00;--warnbg:#fdf1d8;\
        --b-2:#8fb6d6;--b-1:#cfe0ee;--b0:#eeebe3;--b1:#f7dcae;--b2:#eeb15e;--b3:#d9812a;--b4:#a8540f;--b5:#6f2c06;--bx:#fff}
        body{font-size:10pt;line-height:1.45}h1{font-size:18pt}h2{font-size:13pt;break-after:avoid;margin-top:1.5rem}h2.minor{font-size:11pt;margin:.9rem 0 .2rem}main .verdict p.quote{font-size:13pt}main .verdict p.first{font-size:11pt}.verdict p.second{font-size:10pt}\
        ul.glance{grid-template-columns:repeat(5,1fr);font-size:7.6pt}ul.glance li{padding:.3rem .4rem;break-inside:avoid}.pairs{grid-template-columns:1fr 1fr;gap:.6rem}.pairs.wide{grid-template-columns:1fr}.evidence{padding:.5rem .7rem}table{font-size:8.5pt}th,td{padding:.2rem .6rem .2rem 0}ul.tight li,ol.tight li{margin:.15rem 0}\
        h3,figcaption,caption{break-after:avoid}
        p{orphans:3;widows:3}td.mid,th.mid,td.long,th.long{min-width:0}tr,.evidence,figure,.box{break-inside:avoid}thead{display:table-header-group}
        svg:not(.natural){min-width:0}svg.natural{width:100%}.foldout{page:foldout}svg .on{fill:#1d1c1a}svg .onb3{fill:#1d1c1a}svg .onb4,svg .onb5{fill:#fff}
        .toc ol{columns:3;font-size:8.5pt}.toc li{break-inside:avoid}
        .evidence .prompt{font-size:8pt;line-height:1.3;margin:0 0 .3rem}.evidence .truth{margin:0 0 .3rem;font-size:8.5pt}.evidence .count{margin:.35rem 0 0;font-size:7.5pt}.said .label{display:inline;font-size:7.5pt;margin-right:.5em}.said .words,.said.passage .words{font-size:8.5pt;line-height:1.35}
        .scroll{overflow:visible}.said .words{max-height:none;overflow:visible}.skip,nav.screen,summary{display:none}
        a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}
        .newpage{break-before:auto;border-top:1px solid var(--line);padding-top:.4rem}#exhibit-1,.newpage:last-of-type{break-before:page}
        .brief{font-size:9pt;line-height:1.35}.brief p{margin:.35rem 0}.brief h2.minor{margin:.55rem 0 .1rem}.brief .verdict,.brief .alarm{padding:.4rem .8rem .1rem}.brief table{font-size:7.8pt}.brief ul.tight li,.brief ol.tight li{margin:.05rem 0}.brief pre{padding:.3rem .6rem;margin:.3rem 0}.brief~footer.page{margin-top:.4rem;padding:.2rem 0 0}
        main,header.page,footer.page{max-width:none;padding:0}}
        @media (max-width:34rem){.stamp{float:none;display:inline-block;margin-left:0}th,td{padding-right:.6rem}}
        """
}
