package docx

import (
	"fmt"

	"claimgrade/ui/figure/onpaper"
	"claimgrade/ui/report/block"
)

const (
	fine, coarse = 300, 200 // dots an inch
	many         = 60       // figures, from which on a document is one to look things up in, and is drawn coarsely: in half the time
	unit         = 15       // twentieths of a point in a unit of a scene: 96 an inch
	emu          = 635      // English metric units in a twentieth of a point
)

// figure writes a picture with its caption. It is a raster: Word sets the words of a drawing in another font where it lacks
// ours, and then they overlap.
func (w *writer) figure(f block.Figure, width int) {
	wide, high := f.Scene.Width*unit, f.Scene.Height*unit
	if wide <= 0 || high <= 0 {
		return
	}
	room := float64(width)
	if f.Share > 0 && f.Share < 1 {
		room *= f.Share
	}
	scale := min(1, room/wide)
	if f.Share > 0 {
		scale = room / wide
	}
	scale = min(scale, float64(w.sheet.high-2*w.sheet.margin-1200)/high) // one page, with its caption
	png, err := onpaper.PNG(f.Scene, w.resolution)
	if err != nil {
		w.err = fmt.Errorf("a figure could not be drawn: %w", err)
		return
	}
	w.pictures = append(w.pictures, png)
	n, x, y := len(w.pictures), int(wide*scale)*emu, int(high*scale)*emu
	w.paragraph(para{style: "Picture", keep: f.Caption != ""}, fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[2]d"/><wp:docPr id="%[3]d" name="Figure %[3]d" descr="%[4]s"/>`+
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">`+
		`<pic:pic><pic:nvPicPr><pic:cNvPr id="%[3]d" name="Figure %[3]d" descr="%[4]s"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdImage%[3]d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		x, y, n, escape(f.Scene.Alt)))
	if f.Caption != "" {
		w.paragraph(para{style: "Caption"}, `<w:r>`+text(f.Caption)+`</w:r>`)
	}
}

// figures counts those among blocks and what they hold.
func figures(all []block.Block) int {
	n := 0
	for _, x := range all {
		switch v := x.(type) {
		case block.Figure:
			n++
		case block.Band:
			n += figures(v.Blocks)
		case block.Slide:
			n += figures(v.Blocks)
		case block.Beside:
			for _, column := range v {
				n += figures(column)
			}
		}
	}
	return n
}
