package pdf

import (
	"bytes"
	"encoding/xml"
	"time"

	"claimgrade/ui/report/block"
)

// about says in XMP, as programs that keep documents read it, what the properties of the file say, too.
func about(doc block.Document, day time.Time) []byte {
	var b bytes.Buffer
	text := func(before, s, after string) {
		if s == "" {
			return
		}
		b.WriteString(before)
		_ = xml.EscapeText(&b, []byte(s)) // a buffer does not fail
		b.WriteString(after)
	}
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" + // the mark of such a packet, always the same
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><dc:format>application/pdf</dc:format>`)
	text(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">`, oneLine(doc.Title), `</rdf:li></rdf:Alt></dc:title>`)
	text(`<dc:creator><rdf:Seq><rdf:li>`, oneLine(doc.Author), `</rdf:li></rdf:Seq></dc:creator>`)
	if language(doc.Language) {
		text(`<dc:language><rdf:Bag><rdf:li>`, doc.Language, `</rdf:li></rdf:Bag></dc:language>`)
	}
	text(`<xmp:CreateDate>`, day.Format(time.RFC3339), `</xmp:CreateDate>`)
	text(`<xmp:ModifyDate>`, day.Format(time.RFC3339), `</xmp:ModifyDate>`)
	b.WriteString(`<xmp:CreatorTool>ClaimGrade</xmp:CreatorTool></rdf:Description></rdf:RDF></x:xmpmeta>` + "\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}
