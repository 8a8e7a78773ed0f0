"""Harmless savings of a Word file that Python writes: the same words, nothing hidden and nothing more."""
import io
import re
import struct
import zipfile

from docx import CORE, CUSTOM, DOCUMENT, FONTS, ROOT_RELS, RELS, SETTINGS, STYLES, THEME, TYPES, WORD_TYPE, W

STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "http://purl.oclc.org/ooxml/officeDocument/math",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes": "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
}


def rsids(d):
    n = iter(range(0x00A10001, 0x00FFFFFF, 0x1B7))
    text = re.sub(r"<w:p>", lambda m: f'<w:p w:rsidR="{next(n):08X}" w:rsidRDefault="{next(n):08X}">', d.text())
    d.put(DOCUMENT, re.sub(r"<w:r>", lambda m: f'<w:r w:rsidRPr="{next(n):08X}">', text))


def cut_runs(d, size=5):
    def cut(found):
        text = found[3]
        pieces = [text[at : at + size] for at in range(0, len(text), size)]
        return "".join(f'<w:r>{found[1]}<w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces)

    d.sub(r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t( [^>]*)?>([^<&]*)</w:t></w:r>", cut, count=0)


def tell(cases):
    same = cases.same

    @same("zip-stored", "packed without compression")
    def _(d):
        return d.bytes(zipfile.ZIP_STORED)

    @same("zip-best", "packed with the best compression and another date")
    def _(d):
        return d.bytes(level=9, date=(2025, 6, 7, 8, 9, 10))

    @same("zip-fast", "packed with the fastest compression")
    def _(d):
        return d.bytes(level=1)

    @same("zip-types-first", "packed as Word does: content types first, relationships next")
    def _(d):
        first = [TYPES, ROOT_RELS, DOCUMENT, RELS]
        return d.bytes(names=first + [name for name in d.parts if name not in first], date=(1980, 1, 1, 0, 0, 0))

    @same("zip-sorted", "packed in the order of names")
    def _(d):
        return d.bytes(names=sorted(d.parts))

    @same("zip-backwards", "packed in the opposite order")
    def _(d):
        return d.bytes(names=list(d.parts)[::-1])

    @same("zip-folders", "packed with entries for the folders, as a file manager does")
    def _(d):
        folders = sorted({name[: at + 1] for name in d.parts for at, c in enumerate(name) if c == "/"})
        return d.bytes(extra=[(name, b"") for name in folders])

    @same("zip-streamed", "packed as to a pipe, with lengths behind the data")
    def _(d):
        class Pipe(io.RawIOBase):
            def __init__(self):
                self.data = bytearray()

            def writable(self):
                return True

            def write(self, data):
                self.data += data
                return len(data)

        pipe = Pipe()
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in d.parts.items():
                archive.writestr(zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6)), data, zipfile.ZIP_DEFLATED)
        return bytes(pipe.data)

    @same("zip-growth-hint", "packed as Word does, with an extra field that leaves room")
    def _(d):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in d.parts.items():
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.extra = struct.pack("<HHHH", 0xA220, 4 + 128, 0xA028, 128) + bytes(128)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, data)
        return out.getvalue()

    @same("zip-zip64", "packed with long lengths (Zip64)")
    def _(d):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in d.parts.items():
                info = zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6))
                info.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(info, "w", force_zip64=True) as entry:
                    entry.write(data)
        return out.getvalue()

    @same("xml-rsids", "revision numbers as Word writes them")
    def _(d):
        rsids(d)
        d.setting('<w:rsids><w:rsidRoot w:val="00A10001"/></w:rsids>', "</w:settings>")

    @same("xml-runs-cut", "runs cut every five letters")
    def _(d):
        cut_runs(d)

    @same("xml-runs-cut-one", "every letter in its own run")
    def _(d):
        cut_runs(d, 1)

    @same("xml-runs-joined", "neighbouring runs of one look joined")
    def _(d):
        d.sub(r'</w:t></w:r><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">', "", count=0)

    @same("xml-proof", "marks of the spelling checker, and where pages broke last")
    def _(d):
        d.put_figure(lambda n: '<w:proofErr w:type="spellStart"/><w:r><w:lastRenderedPageBreak/><w:t>' + n + '</w:t></w:r><w:proofErr w:type="spellEnd"/>')

    @same("xml-bookmark", "a bookmark where the writer was last")
    def _(d):
        d.put_figure(lambda n: f'<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:r><w:t>{n}</w:t></w:r>')

    @same("xml-para-ids", "numbers of paragraphs as Word writes them")
    def _(d):
        d.declare("w14", "http://schemas.microsoft.com/office/word/2010/wordml")
        n = iter(range(0x1A2B3C01, 0x7FFFFFFF))
        d.put(DOCUMENT, re.sub(r"<w:p>", lambda m: f'<w:p w14:paraId="{next(n):08X}" w14:textId="77777777">', d.text()))

    @same("xml-no-space-attribute", "without xml:space where it says nothing")
    def _(d):
        d.sub(r'<w:t xml:space="preserve">(?=\S)', "<w:t>", count=0)

    @same("xml-hints-gone", "without the hints for fonts")
    def _(d):
        d.sub(r'<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>', "", count=0)

    @same("xml-lines", "with line breaks between elements")
    def _(d):
        d.sub(r"(</w:p>|</w:pPr>|</w:rPr>|<w:body>)", "\\1\n  ", count=0)
        d.sub(r"><w:", ">\n<w:", STYLES, count=0)

    @same("xml-crlf", "with a Windows line break behind the XML declaration")
    def _(d):
        for name in [name for name in d.parts if name.endswith(".xml")]:
            d.put(name, re.sub(r"^(<\?xml[^>]*\?>)\s*", "\\1\r\n", d.text(name)))

    @same("xml-prefix", "another prefix for the elements of Word")
    def _(d):
        d.sub(r"(</?| )w:", r"\1ns0:", count=0)
        d.change("xmlns:w=", "xmlns:ns0=")

    @same("xml-utf16", "the document part in UTF-16")
    def _(d):
        d.put(DOCUMENT, re.sub(r'encoding="UTF-8"', 'encoding="UTF-16"', d.text()).encode("utf-16"))

    @same("xml-bom", "a byte order mark before the XML")
    def _(d):
        d.put(DOCUMENT, b"\xef\xbb\xbf" + d.parts[DOCUMENT])

    @same("xml-references", "letters written as character references")
    def _(d):
        d.sub(r"(<w:t[^>]*>)([^<&]{6,})(</w:t>)", lambda m: m[1] + "".join(f"&#x{ord(c):X};" for c in m[2]) + m[3], count=3)

    @same("xml-quotes", "attributes in single quotes")
    def _(d):
        d.sub(r'w:val="([^"\']*)"', r"w:val='\1'", count=0)

    @same("xml-strict", "the strict form of the format")
    def _(d):
        for name in [name for name in d.parts if name.endswith((".xml", ".rels"))]:
            text = d.text(name)
            for old, new in STRICT.items():
                text = text.replace(f'"{old}"', f'"{new}"').replace(f'"{old}/', f'"{new}/')
            d.put(name, text)
        d.sub(r"<w:document ", '<w:document w:conformance="strict" ')

    @same("parts-renamed", "the document part has another name")
    def _(d):
        d.put("word/document22.xml", d.parts.pop(DOCUMENT))
        d.put("word/_rels/document22.xml.rels", d.parts.pop(RELS))
        d.change('Target="word/document.xml"', 'Target="word/document22.xml"', ROOT_RELS)
        d.change('"/word/document.xml"', '"/word/document22.xml"', TYPES)

    @same("parts-absolute", "relationships with names from the root")
    def _(d):
        d.sub(r'Target="(?!/)', 'Target="/word/', RELS, count=0)
        d.sub(r'Target="(?!/)', 'Target="/', ROOT_RELS, count=0)

    @same("parts-ids", "other numbers of relationships")
    def _(d):
        d.sub(r'Id="rId', 'Id="rId90', RELS, count=0)
        d.sub(r'r:id="rId', 'r:id="rId90', count=0)

    @same("parts-no-theme", "without the theme")
    def _(d):
        del d.parts[THEME]
        d.sub(r'<Relationship [^>]*theme1\.xml"[^>]*/>', "", RELS)
        d.sub(r'<Override [^>]*theme1\.xml"[^>]*/>', "", TYPES)

    @same("parts-web-settings", "with settings for web pages, as Word writes them")
    def _(d):
        d.related("word/webSettings.xml", f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:webSettings xmlns:w="{W}"><w:optimizeForBrowser/><w:allowPNG/></w:webSettings>', "webSettings", WORD_TYPE + "webSettings+xml")

    @same("props-saved", "saved by another person at another time")
    def _(d):
        d.sub(r"<cp:lastModifiedBy>[^<]*", "<cp:lastModifiedBy>文印室", CORE)
        d.sub(r"(<dcterms:modified[^>]*>)[^<]*", r"\g<1>2027-01-03T08:00:00Z", CORE)
        d.sub(r"<cp:revision>\d+", "<cp:revision>4", CORE)

    @same("props-counted", "numbers of pages and words in the properties")
    def _(d):
        d.sub(r"(<Properties[^>]*?)/>", r"\1><Template>Normal.dotm</Template><TotalTime>2</TotalTime><Pages>2</Pages><Words>120</Words><Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>", "docProps/app.xml")

    @same("props-wps", "two more custom properties, as WPS writes them")
    def _(d):
        d.property("KSOProductBuildVer", "2052-12.1.0.16929")
        d.property("ICV", "8A1B2C3D4E5F60718293A4B5C6D7E8F9_12")

    @same("props-number", "the custom property with the stamp has another number")
    def _(d):
        d.sub(r'pid="2"', 'pid="7"', CUSTOM)

    @same("settings-zoom", "another zoom, and marks of spelling hidden")
    def _(d):
        d.setting('<w:zoom w:percent="120"/>', "<w:displayBackgroundShape/>")

    @same("settings-track", "changes are to be recorded from now on; there are none")
    def _(d):
        d.setting("<w:trackRevisions/>")

    @same("settings-compat", "the settings for compatibility that Word writes")
    def _(d):
        d.change("</w:compat>", '<w:compatSetting w:val="1" w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>', SETTINGS)

    @same("styles-renamed", "other ids of styles")
    def _(d):
        for old, new in (("BodyText", "a3"), ("Heading1", "1"), ("Heading2", "2"), ("Title", "a5")):
            d.sub(rf'"{old}"', f'"{new}"', count=0)
            d.sub(rf'(styleId|basedOn w:val|next w:val|link w:val)="{old}"', rf'\1="{new}"', STYLES, count=0)

    @same("styles-chinese-names", "Chinese names of styles, as WPS writes them")
    def _(d):
        for old, new in (("Body Text", "正文文本"), ("Heading 1", "标题 1"), ("Heading 2", "标题 2"), ("Title", "标题")):
            d.change(f'<w:name w:val="{old}"/>', f'<w:name w:val="{new}"/>', STYLES)

    @same("styles-latent", "the list of latent styles that Word writes")
    def _(d):
        d.change("</w:docDefaults>", '</w:docDefaults><w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"><w:lsdException w:name="Normal" w:uiPriority="0" w:qFormat="1"/></w:latentStyles>', STYLES)

    @same("styles-unused-gone", "without styles that nothing uses")
    def _(d):
        d.sub(r'<w:style w:type="paragraph" w:styleId="TOC\d">.*?</w:style>', "", STYLES, count=0)

    @same("look-songti", "body text in another font of the office")
    def _(d):
        d.style("BodyText", '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/>')

    @same("look-fangsong", "another name of the same font, everywhere")
    def _(d):
        for name in (STYLES, FONTS):
            d.change("仿宋_GB2312", "仿宋", name, count=0)

    @same("look-direct-fonts", "fonts written at every run, as WPS does")
    def _(d):
        d.sub(r'<w:rFonts w:hint="eastAsia"/>', '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:cs="仿宋_GB2312"/><w:color w:val="000000"/>', count=0)

    @same("look-size", "body text in 小三 instead of 三号")
    def _(d):
        d.style("BodyText", '<w:sz w:val="30"/><w:szCs w:val="30"/>')

    @same("look-bold", "headings in bold")
    def _(d):
        d.change('<w:b w:val="false"/><w:bCs w:val="false"/><w:color w:val="000000"/>', "<w:b/><w:bCs/><w:color w:val=\"000000\"/>", STYLES, count=0)

    @same("look-page", "other margins, and other space between lines")
    def _(d):
        d.sub(r'w:left="1588"', 'w:left="1700"')
        d.sub(r'w:line="579" w:lineRule="exact"/><w:jc w:val="both"', 'w:line="600" w:lineRule="exact"/><w:jc w:val="both"', STYLES)

    @same("look-language", "another language of the spelling checker")
    def _(d):
        d.sub(r'<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>', '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>', STYLES)

    @same("footer-simple-field", "the page number as a simple field, with the number that was shown last")
    def _(d):
        for name in ("word/footer1.xml", "word/footer2.xml"):
            d.sub(r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)<w:fldChar w:fldCharType="begin"/>.*<w:fldChar w:fldCharType="end"/></w:r>', r'<w:fldSimple w:instr=" PAGE "><w:r>\1<w:t>1</w:t></w:r></w:fldSimple>', name)

    @same("footer-result", "the page number with the number that was shown last, and the switch that Word adds")
    def _(d):
        for name in ("word/footer1.xml", "word/footer2.xml"):
            d.change(">PAGE<", "> PAGE   \\* MERGEFORMAT <", name)
            d.sub(r'(<w:fldChar w:fldCharType="separate"/></w:r>)', r"\1<w:r><w:rPr><w:noProof/></w:rPr><w:t>2</w:t></w:r>", name)

    @same("as-word", "much of what Word does on saving: numbers, cut runs, settings, properties, packing")
    def _(d):
        d.declare("w14", "http://schemas.microsoft.com/office/word/2010/wordml")
        cut_runs(d, 11)
        rsids(d)
        n = iter(range(0x1A2B3C01, 0x7FFFFFFF))
        d.put(DOCUMENT, re.sub(r"<w:p ", lambda m: f'<w:p w14:paraId="{next(n):08X}" w14:textId="77777777" ', d.text()))
        d.sub(r"<cp:lastModifiedBy>[^<]*", "<cp:lastModifiedBy>文印室", CORE)
        d.setting('<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>', "<w:displayBackgroundShape/>")
        d.setting('<w:characterSpacingControl w:val="compressPunctuation"/>', "<w:compat>")
        first = [TYPES, ROOT_RELS, DOCUMENT, RELS]
        return d.bytes(names=first + [name for name in d.parts if name not in first], date=(1980, 1, 1, 0, 0, 0))

    @same("as-wps", "much of what WPS does on saving: fonts at every run, properties, settings")
    def _(d):
        d.sub(r'<w:rFonts w:hint="eastAsia"/>', '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:cs="仿宋_GB2312"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>', count=0)
        d.property("KSOProductBuildVer", "2052-12.1.0.16929")
        d.property("ICV", "8A1B2C3D4E5F60718293A4B5C6D7E8F9_12")
        d.setting('<w:zoom w:val="fullPage" w:percent="100"/><w:doNotDisplayPageBoundaries w:val="1"/>', "<w:displayBackgroundShape/>")
        return d.bytes(names=sorted(d.parts), date=(2024, 12, 30, 9, 0, 0))
