package reader

import "encoding/json"

// recentKey is the setting that holds which articles were read last, and where each was left.
const recentKey = "reader.recent"

// leftAt is where an article was left.
type leftAt struct {
	UID    string  `json:"uid"`
	Scroll float32 `json:"scroll"`
	Page   int     `json:"page"`
}

const mostRecent = 40

func (r *Reader) left() (all []leftAt) {
	if text := r.s.Setting(recentKey); text != "" {
		_ = json.Unmarshal([]byte(text), &all) // what cannot be read is forgotten
	}
	return all
}

// Recent are the articles read last, the newest first.
func (r *Reader) Recent() []string {
	var uids []string
	for _, x := range r.left() {
		uids = append(uids, x.UID)
	}
	return uids
}

// Left is where an article was left.
func (r *Reader) Left(documentUID string) (scroll float32, page int) {
	for _, x := range r.left() {
		if x.UID == documentUID {
			return x.Scroll, x.Page
		}
	}
	return 0, 0
}

// remember notes that an article is being read, and where.
func (r *Reader) remember(now leftAt) {
	all := []leftAt{now}
	for _, x := range r.left() {
		if x.UID != now.UID && len(all) < mostRecent {
			all = append(all, x)
		}
	}
	text, _ := json.Marshal(all)
	r.s.SetSetting(recentKey, string(text))
}
