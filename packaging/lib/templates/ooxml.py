"""A DOCX written by hand, the same bytes every time. Only what our letters need; Word and LibreOffice edit the result."""
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

NS = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
      'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
      'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
      'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
      'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"')
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TEXT_WIDTH = 9070            # twentieths of a point: A4 less 3 cm left and 2 cm right
EMU_PER_MM = 36000


def run(text, bold=False, size=None):
    """One run; a tab sign becomes a tab, a line end a break."""
    form = ("<w:b/><w:bCs/>" if bold else "") + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    out = "<w:r>" + (f"<w:rPr>{form}</w:rPr>" if form else "")
    for i, line in enumerate(text.split("\n")):
        out += "<w:br/>" if i else ""
        for j, piece in enumerate(line.split("\t")):
            out += "<w:tab/>" if j else ""
            out += f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else ""
    return out + "</w:r>"


def p(text="", style=None, align=None, bold=False, size=None, indent=None, before=None, after=None, keep=False):
    """A paragraph. **two stars** make bold."""
    form = f'<w:pStyle w:val="{style}"/>' if style else ""
    form += "<w:keepNext/><w:keepLines/>" if keep else ""
    if before is not None or after is not None:
        form += "<w:spacing" + (f' w:before="{before}"' if before is not None else "")
        form += (f' w:after="{after}"' if after is not None else "") + "/>"
    form += f'<w:ind w:left="{indent}" w:hanging="{min(indent, 340)}"/>' if indent else ""
    form += f'<w:jc w:val="{align}"/>' if align else ""
    body = "".join(run(piece, bold or i % 2 == 1, size) for i, piece in enumerate(text.split("**")) if piece)
    return "<w:p>" + (f"<w:pPr>{form}</w:pPr>" if form else "") + body + "</w:p>"


def spacer(keep=False):
    """A little air after a table, which WordprocessingML has no other means for."""
    form = ("<w:keepNext/>" if keep else "") + '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
    return f'<w:p><w:pPr>{form}<w:rPr><w:sz w:val="8"/><w:szCs w:val="8"/></w:rPr></w:pPr></w:p>'


def cell(content, width, shade=False):
    form = f'<w:tcW w:w="{width}" w:type="dxa"/>' + ('<w:shd w:val="clear" w:color="auto" w:fill="E8EDF2"/>' if shade else "")
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{content}</w:tc>"


def table(widths, rows, header=True, borders=True):
    """Rows of cells (texts, or paragraphs already made). The first row is repeated on every page."""
    total = sum(widths)
    widths = [w * TEXT_WIDTH // total for w in widths]
    line = "".join(f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="5A6672"/>'
                   for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
    out = f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    out += (f"<w:tblBorders>{line}</w:tblBorders>" if borders else "") + '<w:tblLayout w:type="fixed"/>'
    out += ('<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>' if borders else
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>')
    out += ('<w:tblLook w:val="0020" w:firstRow="1"/>' if header else "") + "</w:tblPr><w:tblGrid>"
    out += "".join(f'<w:gridCol w:w="{w}"/>' for w in widths) + "</w:tblGrid>"
    for number, row in enumerate(rows):
        top = header and number == 0
        out += "<w:tr><w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if top else "") + "</w:trPr>"
        for text, width in zip(row, widths):
            made = text if text.startswith("<w:") else p(text, "Cell", bold=top)
            out += cell(made, width, shade=top)
        out += "</w:tr>"
    return out + "</w:tbl>"


def picture(relation, alternative, millimetres):
    side = millimetres * EMU_PER_MM
    return ('<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{side}" cy="{side}"/><wp:docPr id="1" name="qr" descr="{escape(alternative)}"/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            '<pic:nvPicPr><pic:cNvPr id="1" name="qr"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
            "</w:drawing></w:r></w:p>")


def placeholder_png(side=64):
    """A grey square with a frame: where the QR code will be."""
    rows = b""
    for y in range(side):
        rows += b"\0" + bytes(90 if min(x, y, side - 1 - x, side - 1 - y) < 3 else 215 for x in range(side))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def styles(language):
    # Lao letters take the complex-script font, digits and Latin letters the other one.
    fonts = '<w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:eastAsia="Noto Sans" w:cs="Noto Sans Lao"/>'

    def style(ident, name, form, text, based="Normal"):
        return (f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
                f"<w:qFormat/><w:pPr>{form}</w:pPr><w:rPr>{text}</w:rPr></w:style>")
    big = lambda n: f'<w:sz w:val="{n}"/><w:szCs w:val="{n}"/>'
    bold = "<w:b/><w:bCs/>"
    return (HEAD + f"<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{big(21)}"
            f'<w:lang w:val="{"en-GB" if language == "en" else "lo-LA"}" w:bidi="lo-LA"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
            + style("Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="240" w:after="160"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>', bold + big(30))
            + style("Heading2", "heading 2", '<w:keepNext/><w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="1"/>', bold + big(22))
            + style("State", "State heading", '<w:spacing w:after="20"/><w:jc w:val="center"/>', big(22))
            + style("Issuer", "Issuer", '<w:spacing w:after="20"/>', big(20))
            + style("Body", "Body", '<w:jc w:val="left"/>', "")
            + style("Cell", "Cell", '<w:spacing w:before="30" w:after="30" w:line="252" w:lineRule="auto"/>', big(19))
            + style("Footer", "footer", '<w:spacing w:after="0"/>', big(16) + '<w:color w:val="4A5663"/>')
            + "</w:styles>")


def write(path, language, title, body, footer):
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    section = ('<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
               '<w:pgMar w:top="1021" w:right="1134" w:bottom="1021" w:left="1701" w:header="567" w:footer="510" w:gutter="0"/></w:sectPr>')
    parts = [
        ("[Content_Types].xml", HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
         '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
         '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
         '<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>'
         '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'),
        ("_rels/.rels", HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         f'<Relationship Id="rId1" Type="{relation}/officeDocument" Target="word/document.xml"/>'
         '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'),
        ("word/_rels/document.xml.rels", HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         f'<Relationship Id="rId1" Type="{relation}/styles" Target="styles.xml"/>'
         f'<Relationship Id="rId2" Type="{relation}/image" Target="media/qr.png"/>'
         f'<Relationship Id="rId3" Type="{relation}/footer" Target="footer1.xml"/></Relationships>'),
        ("word/document.xml", HEAD + f"<w:document {NS}><w:body>{body}{section}</w:body></w:document>"),
        ("word/styles.xml", styles(language)),
        ("word/footer1.xml", HEAD + f"<w:ftr {NS}>{footer}</w:ftr>"),
        ("docProps/core.xml", HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
         'xmlns:dc="http://purl.org/dc/elements/1.1/">'
         f"<dc:title>{escape(title)} {{{{register_number}}}}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"),
        ("word/media/qr.png", placeholder_png()),
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            out.writestr(info, content)
