"""Word files with fields and controls whose stored result is not what Word shows, or that show words of their own."""
from docx import CORE, SETTINGS, paragraph, run
from word_words import other_digit

XPROPS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def field(code, result, dirty=False, between=""):
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}>{between}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def tell(cases):
    other = cases.other

    def on_figure(name, what, xml):
        cases.add("field-" + name, "other", what, "python", lambda d: d.put_figure(xml))

    def more(name, what, xml):
        cases.add("field-" + name, "other", what, "python", lambda d: d.after_run(xml))

    on_figure("quote-lies", "a QUOTE field says another figure than its result", lambda n: field(f'QUOTE "{other_digit(n)}"', run(n)))
    on_figure("quote-shows", "a QUOTE field of the genuine figure, whose result is another one", lambda n: field(f'QUOTE "{n}"', run(other_digit(n))))
    on_figure("quote-dirty", "a QUOTE field of another figure, marked to be recalculated on opening", lambda n: field(f'QUOTE "{other_digit(n)}"', run(n), True))
    on_figure("simple", "a simple QUOTE field of another figure", lambda n: f'<w:fldSimple w:instr=" QUOTE &quot;{other_digit(n)}&quot; ">{run(n)}</w:fldSimple>')
    on_figure("simple-dirty", "the same, to be recalculated on opening", lambda n: f'<w:fldSimple w:instr=" QUOTE &quot;{other_digit(n)}&quot; " w:dirty="true">{run(n)}</w:fldSimple>')
    on_figure("formula", "a formula that gives another figure than its result", lambda n: field(f"= {other_digit(n)} + 0", run(n)))
    on_figure("if", "an IF field that gives another figure than its result", lambda n: field(f'IF 1 = 1 "{other_digit(n)}" "{n}"', run(n)))
    on_figure("page", "the page number stands in the text; the stored result is the genuine figure", lambda n: field("PAGE", run(n)))
    on_figure("section", "the number of the section stands in the text; the stored result is the genuine figure", lambda n: field("SECTION", run(n)))
    on_figure("words", "the number of words stands in the text; the stored result is the genuine figure", lambda n: field("NUMWORDS", run(n)))
    on_figure("date", "today's date stands in the text; the stored result is the genuine figure", lambda n: field('DATE \\@ "yyyy"', run(n)))
    on_figure("instruction-only", "the figure is the instruction of a MACROBUTTON, and the stored result is nothing", lambda n: field(f"MACROBUTTON Go {other_digit(n)}", ""))
    on_figure("form-text", "a form field holds another figure", lambda n: field("FORMTEXT", run(other_digit(n)), between=f'<w:ffData><w:name w:val="T1"/><w:enabled/><w:calcOnExit w:val="0"/><w:textInput><w:default w:val="{n}"/></w:textInput></w:ffData>'))
    on_figure("overstrike", "an EQ field prints another figure over the genuine one", lambda n: field(f"EQ \\o({n},{other_digit(n)})", ""))

    more("form-list", "a list to choose from shows words that stand in no run", field("FORMDROPDOWN", "", between='<w:ffData><w:name w:val="L1"/><w:enabled/><w:calcOnExit w:val="0"/><w:ddList><w:result w:val="1"/><w:listEntry w:val="属实"/><w:listEntry w:val="不属实"/></w:ddList></w:ffData>'))
    more("macro-button", "a MACROBUTTON shows words that stand in no run", field("MACROBUTTON Go 上述数字未经核实。", ""))
    more("autonum", "an automatic number is shown", field("AUTONUM \\* Arabic", ""))
    more("symbol", "a SYMBOL field shows a character", field("SYMBOL 9746 \\u \\f &quot;Segoe UI Symbol&quot; \\s 16", ""))
    more("link", "words are linked to a web page", '<w:hyperlink w:anchor="" w:tooltip="x">' + run("（详见附表）", '<w:rStyle w:val="Hyperlink"/>') + "</w:hyperlink>")
    more("index-entry", "words are hidden in an index entry", field("XE &quot;上述数字未经核实&quot;", "").replace('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', ""))
    more("include-text", "words come from a file beside it", field('INCLUDETEXT "more.docx"', run("")))
    more("include-picture", "a picture comes from a web address", field('INCLUDEPICTURE "https://example.org/a.png" \\d', ""))

    @other("field-all-updated", "a QUOTE field of another figure; the settings recalculate all fields on opening")
    def _(d):
        d.setting('<w:updateFields w:val="true"/>')
        d.put_figure(lambda n: field(f'QUOTE "{other_digit(n)}"', run(n)))

    @other("field-property", "a DOCPROPERTY field: the property has another figure than the stored result")
    def _(d):
        d.property("Total", other_digit(d.figure[2]))
        d.put_figure(lambda n: field("DOCPROPERTY Total", run(n)))

    @other("field-variable", "a DOCVARIABLE field: the variable has another figure than the stored result")
    def _(d):
        value = other_digit(d.figure[2])
        d.sub("</w:compat>", f'</w:compat><w:docVars><w:docVar w:name="Total" w:val="{value}"/></w:docVars>', SETTINGS)
        d.put_figure(lambda n: field("DOCVARIABLE Total", run(n)))

    @other("field-ref", "a REF field to a bookmark with another figure than the stored result")
    def _(d):
        d.put_figure(lambda n: field("REF Total \\h", run(n)))
        d.sub(r"(<w:p>.*?</w:pPr>)", r'\1<w:bookmarkStart w:id="501" w:name="Total"/>')
        d.sub(r"(<w:bookmarkStart w:id=\"501\"[^>]*/><w:r>.*?</w:r>)", r'\1<w:bookmarkEnd w:id="501"/>')

    @other("field-title", "a TITLE field in a paragraph more; the title in the properties is another one")
    def _(d):
        d.sub(r"<dc:title>.*?</dc:title>", "<dc:title>上述数字未经核实</dc:title>", CORE)
        d.after_paragraph(paragraph(field("TITLE", run(""))))

    @other("field-footer", "the footer shows the number of all pages instead of the page's")
    def _(d):
        d.change(">PAGE<", ">NUMPAGES<", "word/footer1.xml")

    @other("field-footer-quote", "the page number in the footer is a QUOTE field with words")
    def _(d):
        d.change(">PAGE<", '>QUOTE "草稿"<', "word/footer1.xml")

    @other("control-bound", "a control shows another figure, from a part of data; the stored content is the genuine one")
    def _(d):
        bind(d, "customXml/item1.xml", f'<t xmlns="urn:qinghe:t"><n>{other_digit(d.figure[2])}</n></t>', "{0B1C2D3E-0000-4000-8000-00000000AAAA}")
        d.put_figure(lambda n: control(n, '<w:dataBinding w:prefixMappings="xmlns:q=\'urn:qinghe:t\'" w:xpath="/q:t[1]/q:n[1]" w:storeItemID="{0B1C2D3E-0000-4000-8000-00000000AAAA}"/><w:text/>'))

    @other("control-bound-core", "a control shows the category from the file's properties; the stored content is the genuine figure")
    def _(d):
        d.change("</cp:coreProperties>", f"<cp:category>{other_digit(d.figure[2])}</cp:category></cp:coreProperties>", CORE)
        d.put_figure(lambda n: control(n, '<w:dataBinding w:prefixMappings="xmlns:c=\'http://schemas.openxmlformats.org/package/2006/metadata/core-properties\'" w:xpath="/c:coreProperties[1]/c:category[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/>'))

    @other("control-list", "a control to choose from holds another figure")
    def _(d):
        d.put_figure(lambda n: control(other_digit(n), f'<w:dropDownList><w:listItem w:displayText="{n}" w:value="1"/><w:listItem w:displayText="{other_digit(n)}" w:value="2"/></w:dropDownList>'))

    @other("control-more", "a control with words more")
    def _(d):
        d.after_run(control("上述数字未经核实。", '<w:alias w:val="审核"/><w:text/>'))

    @other("control-box", "a ticked box more")
    def _(d):
        d.declare("w14", "http://schemas.microsoft.com/office/word/2010/wordml")
        d.after_run(control("☒", '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'))


def control(text, props):
    return f'<w:sdt><w:sdtPr><w:id w:val="77"/>{props}</w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>'


def bind(d, name, xml, store):
    d.put(name, '<?xml version="1.0" encoding="UTF-8"?>' + xml)
    d.change("</Relationships>", f'<Relationship Id="rIdX" Type="{XPROPS.replace("customXml", "relationships/customXml")}" Target="../{name}"/></Relationships>', "word/_rels/document.xml.rels")
    props = name.replace("item", "itemProps")
    d.put(props, f'<?xml version="1.0" encoding="UTF-8"?><ds:datastoreItem ds:itemID="{store}" xmlns:ds="{XPROPS}"><ds:schemaRefs/></ds:datastoreItem>')
    d.override(props, "application/vnd.openxmlformats-officedocument.customXmlProperties+xml")
    d.put(name.replace("customXml/", "customXml/_rels/") + ".rels", f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{XPROPS.replace("customXml", "relationships/customXmlProps")}" Target="{props.split("/")[1]}"/></Relationships>')
