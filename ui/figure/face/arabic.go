package face

// The letters of Arabic from U+0621 on have one shape alone, and others at the end, the start and in the middle of what is
// joined; Unicode has the shapes from U+FE80 on, in this order. These are how many each letter has: 2 do not join the next.
var arabicShapes = []struct {
	first  rune
	counts []int
}{
	{0x621, []int{1, 2, 2, 2, 2, 4, 2, 4, 2, 4, 4, 4, 4, 4, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4}},
	{0x641, []int{4, 4, 4, 4, 4, 4, 4, 2, 2, 4}},
}

type joining struct {
	alone rune // the shapes follow: alone, at the end, at the start, in the middle
	count int
}

var arabic = func() map[rune]joining {
	all, shape := map[rune]joining{}, rune(0xfe80)
	for _, stretch := range arabicShapes {
		for i, n := range stretch.counts {
			all[stretch.first+rune(i)] = joining{shape, n}
			shape += rune(n)
		}
	}
	return all
}()

// lamAlef are the shapes that lam makes with the alef after it: alone, and joined to what stands before.
var lamAlef = map[rune]rune{0x622: 0xfef5, 0x623: 0xfef7, 0x625: 0xfef9, 0x627: 0xfefb}

// shape puts the shapes of joined letters in their place, for a PDF draws characters one by one.
func shape(s string) string {
	in := []rune(s)
	out := make([]rune, 0, len(in))
	joins := false // the letter before joins this one
	for i := 0; i < len(in); i++ {
		r := in[i]
		if vowel(r) {
			out = append(out, r)
			continue
		}
		j, ok := arabic[r]
		if !ok {
			joins = r == 0x640 // the stroke that lengthens joins both ways
			out = append(out, r)
			continue
		}
		at := rune(0)
		if joins && j.count > 1 {
			at = 1
		}
		if i+1 < len(in) && r == 0x644 && lamAlef[in[i+1]] != 0 {
			out = append(out, lamAlef[in[i+1]]+at)
			joins = false
			i++
			continue
		}
		joins = j.count == 4 && next(in[i+1:])
		if joins {
			at += 2
		}
		out = append(out, j.alone+at)
	}
	return string(out)
}

// next reports whether the letter that follows can be joined to.
func next(in []rune) bool {
	for _, r := range in {
		if !vowel(r) {
			return arabic[r].count > 1 || r == 0x640
		}
	}
	return false
}

func vowel(r rune) bool { return r >= 0x64b && r <= 0x65f || r == 0x670 }
