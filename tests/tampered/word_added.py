"""Word files that show something beside the words: headers, notes, comments, changes, boxes, pictures, lines, numbers."""
from docx import ENDNOTES, FOOTNOTES, NUMBERING, W, R, WORD_TYPE, paragraph, png, run
from word_words import other_digit

WORDS = "上述数字未经核实"
NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    f'xmlns:w="{W}" xmlns:r="{R}"'
)
BY = 'w:id="{}" w:author="审核" w:date="2024-01-02T03:04:05Z"'


def part(tag, content):
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{tag} {NAMES}>{content}</w:{tag}>'


def anchored(inner, x, y, width, height, behind=0):
    return (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="9" behindDoc="{behind}" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:wrapNone/><wp:docPr id="91" name="x"/><a:graphic>{inner}</a:graphic></wp:anchor>'
    )


def shape(width, height, fill, words="", line=""):
    box = f"<wps:txbx><w:txbxContent>{paragraph(run(words), 'Normal')}</w:txbxContent></wps:txbx>" if words else ""
    return (
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}{line}</wps:spPr>'
        f"{box}<wps:bodyPr/></wps:wsp></a:graphicData>"
    )


def white(colour="FFFFFF"):
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def drawing(inner):
    return f"<w:r><w:drawing {NAMES}>{inner}</w:drawing></w:r>"


def choice(yes, no, requires="wps"):
    return f'<mc:AlternateContent {NAMES}><mc:Choice Requires="{requires}">{yes}</mc:Choice><mc:Fallback>{no}</mc:Fallback></mc:AlternateContent>'


def picture(rel, width, height, link="embed"):
    return (
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:{link}="{rel}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    )


def header(d, content, kind="default"):
    rel = d.related("word/headerT.xml", part("hdr", content), "header", WORD_TYPE + "header+xml")
    d.section_props(f'<w:headerReference w:type="{kind}" r:id="{rel}"/>')


def note(d, which, content):
    name = FOOTNOTES if which == "footnote" else ENDNOTES
    d.change(f"</w:{which}s>", f'<w:{which} w:id="31">{paragraph(content, "FootnoteText")}</w:{which}></w:{which}s>', name)
    d.after_run(f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:{which}Reference w:id="31"/></w:r>')


def comments(d, content):
    return d.related("word/comments.xml", part("comments", content), "comments", WORD_TYPE + "comments+xml")


def tell(cases):
    other = cases.other

    @other("header-words", "words in the header")
    def _(d):
        header(d, paragraph(run(WORDS), "Normal"))

    @other("header-first-page", "words in the header of the first page only")
    def _(d):
        header(d, paragraph(run(WORDS), "Normal"), "first")
        d.section_props("<w:titlePg/>", after="pgNumType")

    @other("header-even", "words in the header of even pages")
    def _(d):
        header(d, paragraph(run(WORDS), "Normal"), "even")

    @other("header-box", "a text box in the header lies over the page")
    def _(d):
        box = anchored(shape(4000000, 600000, white(), WORDS), 0, 2000000, 4000000, 600000)
        header(d, paragraph(choice(drawing(box), ""), "Normal"))

    @other("header-watermark", "a watermark in the header")
    def _(d):
        mark = (
            '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
            '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
            '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="custom"/>'
            '<v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136" style="position:absolute;width:400pt;height:100pt;rotation:315;z-index:-1;'
            'mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" '
            'fillcolor="silver" stroked="f"><v:textpath style="font-family:&quot;SimSun&quot;" string="作废"/></v:shape></w:pict></w:r>'
        )
        header(d, paragraph(mark, "Normal"))

    @other("footer-words", "words beside the page number")
    def _(d):
        d.change("</w:p></w:ftr>", run(WORDS) + "</w:p></w:ftr>", "word/footer1.xml")

    @other("footer-first-page", "a footer of the first page, with words")
    def _(d):
        rel = d.related("word/footerT.xml", part("ftr", paragraph(run(WORDS), "Normal")), "footer", WORD_TYPE + "footer+xml")
        d.section_props(f'<w:footerReference w:type="first" r:id="{rel}"/>')
        d.section_props("<w:titlePg/>", after="pgNumType")

    @other("note-foot", "a footnote with words")
    def _(d):
        note(d, "footnote", run(WORDS))

    @other("note-end", "an endnote with words")
    def _(d):
        note(d, "endnote", run(WORDS))

    @other("note-separator", "words in the line above the footnotes, and a footnote without words")
    def _(d):
        d.sub(r'(<w:footnote w:type="separator".*?<w:separator/></w:r>)', lambda m: m[1] + run(WORDS), FOOTNOTES)
        note(d, "footnote", "")

    @other("note-own-mark", "a footnote whose mark is a word of its own")
    def _(d):
        note(d, "footnote", run(WORDS))
        d.change('<w:footnoteReference w:id="31"/>', '<w:footnoteReference w:customMarkFollows="1" w:id="31"/><w:t>（存疑）</w:t>')

    @other("comment", "a comment on a sentence")
    def _(d):
        comments(d, f'<w:comment {BY.format(3)} w:initials="S">{paragraph(run(WORDS), "Normal")}</w:comment>')
        mark = '<w:r><w:commentReference w:id="3"/></w:r>'
        d.put_sentence(lambda s: f'<w:commentRangeStart w:id="3"/>{run(s)}<w:commentRangeEnd w:id="3"/>{mark}')

    @other("comment-lone", "a comment without a range")
    def _(d):
        comments(d, f'<w:comment {BY.format(3)} w:initials="S">{paragraph(run(WORDS), "Normal")}</w:comment>')
        d.after_run('<w:r><w:commentReference w:id="3"/></w:r>')

    @other("change-inserted", "words inserted as a change")
    def _(d):
        d.after_run(f"<w:ins {BY.format(4)}>{run(WORDS)}</w:ins>")

    @other("change-inserted-genuine", "the sentence with the figure is shown as an insertion")
    def _(d):
        d.put_sentence(lambda s: f"<w:ins {BY.format(4)}>{run(s)}</w:ins>")

    @other("change-deleted", "the sentence with the figure is deleted as a change")
    def _(d):
        d.put_sentence(lambda s: f"<w:del {BY.format(4)}>{run(s, tag='delText')}</w:del>")

    @other("change-deleted-plain", "the sentence with the figure is deleted as a change, its text still a plain one")
    def _(d):
        d.put_sentence(lambda s: f"<w:del {BY.format(4)}>{run(s)}</w:del>")

    @other("change-figure", "a figure deleted and another one inserted as changes")
    def _(d):
        d.put_figure(lambda n: f"<w:del {BY.format(4)}>{run(n, tag='delText')}</w:del><w:ins {BY.format(5)}>{run(other_digit(n))}</w:ins>")

    @other("change-deleted-more", "deleted words stand there as a change that the genuine file never had")
    def _(d):
        d.after_run(f"<w:del {BY.format(4)}>{run(WORDS, tag='delText')}</w:del>")

    @other("change-moved-away", "the sentence with the figure is moved away as a change")
    def _(d):
        d.put_sentence(lambda s: f'<w:moveFromRangeStart {BY.format(4)} w:name="m1"/><w:moveFrom {BY.format(5)}>{run(s)}</w:moveFrom><w:moveFromRangeEnd w:id="4"/>')

    @other("change-paragraph-mark", "a paragraph mark is deleted as a change")
    def _(d):
        d.paragraph_props(f"<w:rPr><w:del {BY.format(4)}/></w:rPr>")

    @other("box-drawing", "a text box with words")
    def _(d):
        d.after_run(choice(drawing(anchored(shape(3000000, 500000, white(), WORDS), 0, 300000, 3000000, 500000)), ""))

    @other("box-vml", "an old text box with words")
    def _(d):
        d.after_run(f'<w:r><w:pict {NAMES}><v:shape style="position:absolute;width:200pt;height:40pt"><v:textbox><w:txbxContent>{paragraph(run(WORDS), "Normal")}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>')

    @other("box-cover", "a white rectangle lies on a sentence")
    def _(d):
        d.after_run(choice(drawing(anchored(shape(6000000, 1200000, white()), 0, -100000, 6000000, 1200000)), ""))

    @other("box-cover-plain", "a white rectangle lies on a sentence, without a choice")
    def _(d):
        d.after_run(drawing(anchored(shape(6000000, 1200000, white()), 0, -100000, 6000000, 1200000)))

    @other("box-cover-vml", "an old white rectangle lies on a sentence")
    def _(d):
        d.after_run(f'<w:r><w:pict {NAMES}><v:rect style="position:absolute;margin-left:0;margin-top:0;width:450pt;height:80pt;z-index:9" fillcolor="white" stroked="f"/></w:pict></w:r>')

    @other("choice-figure", "a choice shows another figure than its fallback")
    def _(d):
        d.put_figure(lambda n: choice(run(other_digit(n)), run(n)))

    @other("choice-figure-unknown", "a choice that no program knows has the genuine figure; its fallback has another one")
    def _(d):
        d.put_figure(lambda n: choice(run(n), run(other_digit(n)), "q").replace("<mc:Choice", '<mc:Choice xmlns:q="urn:qinghe:q"'))

    @other("choice-figure-two", "two choices: one that no program knows has the genuine figure, the next one another")
    def _(d):
        d.put_figure(lambda n: f'<mc:AlternateContent {NAMES}><mc:Choice xmlns:q="urn:qinghe:q" Requires="q">{run(n)}</mc:Choice><mc:Choice Requires="wps">{run(other_digit(n))}</mc:Choice><mc:Fallback>{run(n)}</mc:Fallback></mc:AlternateContent>')

    @other("choice-in-run", "inside a run, a choice shows another figure than its fallback")
    def _(d):
        d.put_figure(lambda n: f'<w:r>{choice(f"<w:t>{other_digit(n)}</w:t>", f"<w:t>{n}</w:t>")}</w:r>')

    @other("choice-paragraph", "a choice has a paragraph, its fallback has none")
    def _(d):
        d.after_paragraph(choice(paragraph(run(WORDS)), ""))

    def with_picture(name, what, colour, width, height, behind=0, y=0):
        def make(d):
            rel = d.related("word/media/imageT.png", png(60, 20, colour), "image", "image/png")
            d.after_run(drawing(anchored(picture(rel, width, height), 0, y, width, height, behind)))

        cases.add("picture-" + name, "other", what, "python", make)

    with_picture("stamp", "a red picture like a seal", lambda x, y: (200, 20, 20), 1500000, 1500000)
    with_picture("cover", "a white picture lies on a sentence", lambda x, y: (255, 255, 255), 6000000, 1200000, y=-100000)
    with_picture("behind", "a grey picture lies behind the text", lambda x, y: (160, 160, 160), 5000000, 3000000, 1)

    @other("picture-linked", "a picture from a web address")
    def _(d):
        rel = d.related("", b"", "image", "", external="https://example.org/seal.png")
        d.after_run(drawing(anchored(picture(rel, 900000, 900000, "link"), 0, 0, 900000, 900000)))

    @other("formula", "words in a formula")
    def _(d):
        d.after_run('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>另有9宗未结</m:t></m:r></m:oMath>')

    @other("ruby", "other figures stand in small letters over the figure")
    def _(d):
        d.put_figure(lambda n: f'<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="16"/><w:hpsRaise w:val="30"/><w:hpsBaseText w:val="32"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt>{run(other_digit(n))}</w:rt><w:rubyBase>{run(n)}</w:rubyBase></w:ruby></w:r>')

    @other("boxed-figure", "a box around a figure")
    def _(d):
        d.dress_figure('<w:bdr w:val="single" w:sz="12" w:space="0" w:color="FF0000"/>')

    @other("numbered", "a paragraph gets an automatic number that says something")
    def _(d):
        numbering(d, "（存疑%1）")
        d.paragraph_props('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')

    @other("numbered-by-style", "body text gets automatic numbers by its style")
    def _(d):
        numbering(d, "%1.")
        d.style("BodyText", '<w:numPr><w:numId w:val="77"/></w:numPr>', paragraph_properties=True)

    @other("line-numbers", "every line has a number")
    def _(d):
        d.section_props('<w:lnNumType w:countBy="1"/>', after="pgMar")

    @other("page-border", "a box around the page")
    def _(d):
        d.section_props('<w:pgBorders w:offsetFrom="text"><w:top w:val="single" w:sz="24" w:space="24" w:color="FF0000"/><w:left w:val="single" w:sz="24" w:space="24" w:color="FF0000"/><w:bottom w:val="single" w:sz="24" w:space="24" w:color="FF0000"/><w:right w:val="single" w:sz="24" w:space="24" w:color="FF0000"/></w:pgBorders>', after="pgMar")

    @other("paragraph-border", "a line across a paragraph")
    def _(d):
        d.paragraph_props('<w:pBdr><w:top w:val="single" w:sz="24" w:space="1" w:color="FF0000"/><w:bottom w:val="single" w:sz="24" w:space="1" w:color="FF0000"/></w:pBdr>')

    @other("tab-leader", "a dotted line between words")
    def _(d):
        d.paragraph_props('<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="8000"/></w:tabs>')
        d.after_run("<w:r><w:tab/></w:r>" + run("（空）"))

    @other("object", "an embedded object shown as a picture")
    def _(d):
        image = d.related("word/media/imageT.png", png(60, 20, lambda x, y: (20, 20, 200)), "image", "image/png")
        thing = d.related("word/embeddings/o.bin", b"\xd0\xcf\x11\xe0" + b"\0" * 60, "oleObject", "application/vnd.openxmlformats-officedocument.oleObject")
        d.after_run(f'<w:r><w:object {NAMES} w:dxaOrig="3000" w:dyaOrig="1000"><v:shape id="O1" style="width:150pt;height:50pt"><v:imagedata r:id="{image}"/></v:shape><o:OLEObject Type="Embed" ProgID="Package" ShapeID="O1" DrawAspect="Icon" ObjectID="_1" r:id="{thing}"/></w:object></w:r>')

    @other("today", "the year of today, by an element of its own")
    def _(d):
        d.after_run("<w:r><w:t>截至</w:t><w:yearLong/></w:r>")


def numbering(d, text):
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    abstract = f'<w:abstractNum w:abstractNumId="77"><w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
    d.sub(r"(<w:num )", lambda m: abstract + m[1], NUMBERING) if "<w:num " in d.text(NUMBERING) else d.change("</w:numbering>", abstract + "</w:numbering>", NUMBERING)
    d.change("</w:numbering>", '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>', NUMBERING)
