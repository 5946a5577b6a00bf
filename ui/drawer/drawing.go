package drawer

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/pictures"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// drawing is the picture of the shown domain, and below that of attrition what the lost could have changed.
type drawing struct {
	object  fyne.CanvasObject
	frame   fyne.CanvasObject
	picture *widgets.Picture
	lost    *lostPart
}

func newDrawing() *drawing {
	d := &drawing{picture: widgets.NewPicture(nil), lost: newLostPart()}
	d.frame = widgets.NewFrame(d.picture)
	d.object = widgets.VStack(6, d.frame, d.lost.object)
	return d
}

// show draws a domain of a row, or nothing where there is nothing to draw.
func (d *drawing) show(claim appraisal.Claim, row rules.Row, dom appraisal.Domain) {
	if build := pictures.Domain(claim, row, dom); build != nil {
		d.picture.SetBuild(build)
		d.frame.Show()
	} else {
		d.frame.Hide()
	}
	if dom == appraisal.Attrition && row.Linked.Link.ResultUID != "" {
		d.lost.show(claim, row)
		d.lost.object.Show()
	} else {
		d.lost.object.Hide()
	}
	d.object.Refresh()
}
