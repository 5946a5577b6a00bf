package drawer

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// drawing is the framed picture of the shown domain.
type drawing struct {
	object  fyne.CanvasObject
	picture *widgets.Picture
}

func newDrawing() *drawing {
	d := &drawing{picture: widgets.NewPicture(nil)}
	d.object = widgets.NewFrame(d.picture)
	return d
}

// show draws a domain of a row, or nothing where there is nothing to draw.
func (d *drawing) show(claim appraisal.Claim, row rules.Row, dom appraisal.Domain) {
	build := Picture(claim, row, dom)
	if build == nil {
		d.object.Hide()
		return
	}
	d.picture.SetBuild(build)
	d.object.Show()
}
