package paper

import (
	"slices"

	"fyne.io/fyne/v2"
)

// extend moves the end of what is selected by a word or a line; without a selection it begins at the first word in view.
func (p *Paper) extend(key fyne.KeyName) bool {
	if p.text.Empty() {
		return false
	}
	at := p.sel.focus
	if at < 0 {
		at = p.firstInView()
		p.selectWords(at, at)
		return key == fyne.KeyLeft || key == fyne.KeyRight || key == fyne.KeyUp || key == fyne.KeyDown
	}
	switch key {
	case fyne.KeyRight:
		at++
	case fyne.KeyLeft:
		at--
	case fyne.KeyDown:
		at = p.lineFrom(at, 1)
	case fyne.KeyUp:
		at = p.lineFrom(at, -1)
	default:
		return false
	}
	at = max(0, min(at, len(p.text.words)-1))
	p.selectWords(p.sel.anchor, at)
	p.keepInView(at)
	return true
}

// lineFrom is the word below or above another: the first of the neighbouring line that reaches as far to the right.
func (p *Paper) lineFrom(at, by int) int {
	here := p.boxOf(at)
	left := false
	best := at
	for i := at + by; i >= 0 && i < len(p.text.words); i += by {
		box := p.boxOf(i)
		if !left && sameHeight(here, box) {
			best = i
			continue
		}
		if left && !sameHeight(p.boxOf(best), box) {
			break
		}
		if !left || closer(here, box, p.boxOf(best)) {
			best = i
		}
		left = true
	}
	return best
}

func sameHeight(a, b rect) bool { return min(a.bottom(), b.bottom())-max(a.y, b.y) > min(a.h, b.h)*0.4 }

func closer(to, a, b rect) bool {
	off := func(r rect) float32 { return max(r.x-to.x, to.x-r.x) }
	return off(a) < off(b)
}

// firstInView is the first word that is seen whole, or the one found that is looked at.
func (p *Paper) firstInView() int {
	if p.current >= 0 && p.current < len(p.found) {
		if from, to := p.text.within(p.found[p.current]); from < to {
			return from
		}
	}
	y := p.scroll.Offset.Y
	for i := p.blockAt(y); i < len(p.blocks); i++ {
		b := p.ready(i)
		for k, box := range b.boxes {
			if p.tops[i]+box.y >= y {
				return b.first + k
			}
		}
	}
	return 0
}

// selectSentence selects the sentence around what is selected, found or first in view.
func (p *Paper) selectSentence() {
	if p.text.Empty() {
		return
	}
	at := p.sel.focus
	if at < 0 {
		at = p.firstInView()
	}
	p.selectWords(p.text.sentence(at))
	p.keepInView(p.sel.focus)
}

func (p *Paper) selectWords(anchor, focus int) {
	p.sel = selection{anchor: anchor, focus: focus}
	p.arrange()
	p.actions.Selected()
}

// ClearSelection selects nothing.
func (p *Paper) ClearSelection() {
	if p.sel == noSelection {
		return
	}
	p.sel = noSelection
	p.arrange()
	p.actions.Selected()
}

// Select selects the words of a stretch.
func (p *Paper) Select(s Stretch) {
	if from, to := p.text.within(s); from < to {
		p.selectWords(from, to-1)
	}
}

// Selection is what is selected, page by page.
func (p *Paper) Selection() []Stretch {
	from, to, any := p.sel.words()
	if !any {
		return nil
	}
	return p.text.stretches(from, to)
}

// Focus gives the column the keyboard of its canvas, which Fyne cannot tell before the column was drawn.
func (p *Paper) Focus(c fyne.Canvas) { c.Focus(p.body) }

// boxOf is the place of a word in the column.
func (p *Paper) boxOf(word int) rect {
	i := p.blockOf(word)
	b := p.ready(i)
	r := b.boxes[word-b.first]
	r.x += p.left(b)
	r.y += p.tops[i]
	return r
}

// blockOf is the block of a word.
func (p *Paper) blockOf(word int) int {
	i, found := slices.BinarySearchFunc(p.blocks, word, func(b *block, w int) int { return b.first - w })
	for !found && i > 0 {
		i--
		if p.blocks[i].last > word {
			break
		}
	}
	for i < len(p.blocks)-1 && p.blocks[i].last <= word { // pages without words begin where the next one does
		i++
	}
	return i
}
