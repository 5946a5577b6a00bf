package session

// Left is how many judgements of a claim are still to be given.
func (c ClaimItem) Left() int { return c.Due - c.Judged }

// NextClaim is the next claim with open judgements after a place: of the same article first, or on the same trial, then
// the others in the order of the library, beginning behind the claim of the place and coming round to those before it.
// The claim of the place itself is passed over.
func NextClaim(o Overview, p Place) (next ClaimItem, ok bool) {
	at, article, trial := -1, "", ""
	switch p.Kind {
	case ClaimPlace:
		for i, c := range o.Claims {
			if c.UID == p.UID {
				at, article = i, c.DocumentUID
			}
		}
	case ArticlePlace:
		article = p.UID
	case TrialPlace:
		for _, t := range o.Trials {
			if t.UID == p.UID {
				trial = t.Name
			}
		}
	}
	near := func(c ClaimItem) bool {
		if trial != "" {
			for _, name := range c.Trials {
				if name == trial {
					return true
				}
			}
		}
		return article != "" && c.DocumentUID == article
	}
	for _, wanted := range []func(ClaimItem) bool{near, func(ClaimItem) bool { return true }} {
		for step := range o.Claims {
			i := (at + 1 + step) % len(o.Claims)
			if c := o.Claims[i]; i != at && c.Left() > 0 && wanted(c) {
				return c, true
			}
		}
	}
	return ClaimItem{}, false
}
