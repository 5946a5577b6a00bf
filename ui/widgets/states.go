package widgets

import (
	"image/color"
	"time"

	"claimgrade/ui/theme"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// NewBanner returns a strip that tells something and offers what to do about it. Without an action it only tells.
func NewBanner(tone theme.Tone, text, action string, tapped func()) *Card {
	mark := MarkExclaim
	if tone == theme.Green {
		mark = MarkCheck
	}
	words := NewText(text, TextStyle{Color: tone.Ink()})
	row := []fyne.CanvasObject{NewMark(mark, 16, tone.Ink()), Fill(words)}
	if action != "" {
		row = append(row, NewButton(action, tapped).SetCompact())
	}
	return NewWell(HStack(10, row...)).SetColors(tone.Soft(), tone.Soft()).SetPadding(14, 9)
}

// EmptyState tells what is missing and the next step. Action may be empty.
type EmptyState struct {
	Title, Text, Action string
	OnTapped            func()
}

// NewEmptyState returns the words in the middle of the space there is.
func NewEmptyState(e EmptyState) fyne.CanvasObject {
	parts := []fyne.CanvasObject{
		NewText(e.Title, TextStyle{Size: theme.SizeHeading, Bold: true, Align: fyne.TextAlignCenter}),
		NewText(e.Text, TextStyle{Color: theme.ColorMuted, Align: fyne.TextAlignCenter}),
	}
	if e.Action != "" {
		parts = append(parts, Pad(6, 0, 0, 0, HStack(0, Spacer(), NewPrimaryButton(e.Action, e.OnTapped), Spacer())))
	}
	column := VStack(8, parts...)
	middle := HStack(0, Spacer(), FillWeight(6, column), Spacer())
	return PadAll(24, VStack(0, Spacer(), middle, Spacer()))
}

// ProgressLine shows how far a job is, in words and as a line, with a way to stop it.
type ProgressLine struct {
	widget.BaseWidget
	text   *Text
	cancel *Button
	done   float32 // 0 to 1; negative when the end is not known
	phase  float32
	anim   *fyne.Animation
}

// NewProgressLine returns a line for a job whose end is not known yet.
func NewProgressLine(text string, cancel func()) *ProgressLine {
	p := &ProgressLine{text: NewText(text, TextStyle{Size: theme.SizeSmall, Wrapping: Cut}), done: -1}
	p.cancel = NewButton(tr.T("Cancel"), cancel).SetCompact()
	p.cancel.Hidden = cancel == nil
	p.ExtendBaseWidget(p)
	return p
}

// Set shows progress; total 0 means that the end is not known.
func (p *ProgressLine) Set(done, total int, text string) {
	p.text.SetText(text)
	if total > 0 {
		p.done = min(max(float32(done)/float32(total), 0), 1)
	} else {
		p.done = -1
	}
	p.Refresh()
}

// Start lets the line move while the end is not known; Stop must follow.
func (p *ProgressLine) Start() {
	if p.anim != nil {
		return
	}
	p.anim = fyne.NewAnimation(1600*time.Millisecond, func(f float32) {
		p.phase = f
		if p.done < 0 {
			p.Refresh()
		}
	})
	p.anim.RepeatCount = fyne.AnimationRepeatForever
	p.anim.Start()
}

// Stop ends the movement.
func (p *ProgressLine) Stop() {
	if p.anim != nil {
		p.anim.Stop()
		p.anim = nil
	}
}

// CreateRenderer is called by Fyne.
func (p *ProgressLine) CreateRenderer() fyne.WidgetRenderer {
	track := canvas.NewRectangle(color.Transparent)
	bar := canvas.NewRectangle(color.Transparent)
	r := &renderer{widget: p, objects: []fyne.CanvasObject{p.text, p.cancel, track, bar}}
	const thick, gap = 4, 6
	r.min = func() fyne.Size {
		h := p.text.MinSize().Height
		if p.cancel.Visible() {
			h = max(h, p.cancel.MinSize().Height)
		}
		return fyne.NewSize(theme.Px(160), h+theme.Px(gap)+thick)
	}
	r.layout = func(s fyne.Size) {
		c := p.cancel.MinSize()
		w := s.Width
		h := p.text.MinSize().Height
		if p.cancel.Visible() {
			w -= c.Width + theme.Px(10)
			h = max(h, c.Height)
			p.cancel.Resize(c)
			p.cancel.Move(fyne.NewPos(s.Width-c.Width, 0))
		}
		th := p.text.MinSize().Height
		p.text.Resize(fyne.NewSize(max(w, 1), th))
		p.text.Move(fyne.NewPos(0, snap((h-th)/2)))
		y := h + theme.Px(gap)
		track.Resize(fyne.NewSize(s.Width, thick))
		track.Move(fyne.NewPos(0, y))
		if p.done >= 0 {
			bar.Resize(fyne.NewSize(s.Width*p.done, thick))
			bar.Move(fyne.NewPos(0, y))
			return
		}
		part := s.Width * 0.25
		bar.Resize(fyne.NewSize(part, thick))
		bar.Move(fyne.NewPos((s.Width-part)*p.phase, y))
	}
	r.update = func() {
		track.FillColor, bar.FillColor = theme.Color(theme.Grey.Soft()), theme.Color(theme.ColorAccent)
		track.CornerRadius, bar.CornerRadius = thick/2, thick/2
	}
	r.update()
	return r
}
