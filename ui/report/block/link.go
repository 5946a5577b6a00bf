package block

import (
	"net/url"
	"strings"
)

// Place is the id within the document that a link points to, or nothing.
func Place(link string) string {
	id, _ := strings.CutPrefix(link, "#")
	if id == link {
		return ""
	}
	return id
}

// Web is the address on the web that a link points to, written so that it has no character that ends an address; or
// nothing, for links of a library may be anything.
func Web(link string) string {
	address, err := url.Parse(Clean(link))
	if err != nil || address.Host == "" || address.Scheme != "http" && address.Scheme != "https" {
		return ""
	}
	return strings.NewReplacer("<", "%3C", ">", "%3E", "(", "%28", ")", "%29", `"`, "%22", "'", "%27", "`", "%60", `\`, "%5C", " ", "%20", "|", "%7C", "\n", "").Replace(address.String())
}
