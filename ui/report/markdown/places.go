package markdown

import "claimgrade/ui/report/block"

// placesOf are the places of a document that its links point to.
func placesOf(blocks []block.Block) map[string]bool {
	f := &finder{there: map[string]bool{}, linked: map[string]bool{}}
	f.blocks(blocks)
	for id := range f.linked {
		if !f.there[id] {
			delete(f.linked, id)
		}
	}
	return f.linked
}

type finder struct{ there, linked map[string]bool }

func (f *finder) runs(runs []block.Run) {
	for _, r := range runs {
		if id := block.Place(r.Link); id != "" {
			f.linked[id] = true
		}
	}
}

func (f *finder) blocks(blocks []block.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case block.Heading:
			f.there[b.ID] = true
		case block.Paragraph:
			f.there[b.ID] = true
			f.runs(b.Runs)
		case block.List:
			for _, it := range b.Items {
				f.there[it.ID] = true
				f.runs(it.Runs)
			}
		case block.Pairs:
			for _, p := range b {
				f.runs(p.Runs)
			}
		case block.Table:
			f.table(b)
		case block.Band:
			f.blocks(b.Blocks)
		case block.Slide:
			f.blocks(b.Blocks)
			f.runs(b.Notes)
		case block.Beside:
			for _, column := range b {
				f.blocks(column)
			}
		}
	}
}

func (f *finder) table(t block.Table) {
	for _, r := range t.Rows {
		f.there[r.ID] = len(r.Cells) > 0 // stands in the first
		for _, c := range r.Cells {
			f.runs(c)
		}
	}
	for _, n := range t.Notes {
		f.runs(n)
	}
}
