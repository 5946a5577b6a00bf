package exchange

import (
	"regexp"
	"strings"
)

var (
	leadingNumber = regexp.MustCompile(`^\d+\s*[.):]\s*`)
	bracketAtEnd  = regexp.MustCompile(`\s*[(\[]([^()\[\]]*)[)\]]\s*$`)
	analysisSet   = regexp.MustCompile(`^\s*(?:m-?|modified |full |the )?(?:itt|fas|fa|pp|pps|ppp|per[- ]protocol|intent(?:ion)?[- ]to[- ]treat|full[- ]analysis|safety|ss|saf|sas|efficacy|eas|evaluable|randomi[sz]ed|rs|as[- ]treated|treated|completers?|analysis)(?:[- ](?:analysis|set|population|evaluable|group|participants|patients|subjects|cohort|sample))*\s*$`)
)

// GroupTitle makes the titles of the groups of a registry record comparable, whose ids differ from part to part: case,
// white space, a leading number and a bracketed analysis set at the end do not matter ("2. Drug A (ITT)"). A dose in
// brackets does.
func GroupTitle(s string) string {
	t := strings.ToLower(strings.Join(strings.Fields(string(Plain(s))), " "))
	t = leadingNumber.ReplaceAllString(t, "")
	if at := bracketAtEnd.FindStringSubmatchIndex(t); at != nil && at[0] > 0 && analysisSet.MatchString(t[at[2]:at[3]]) {
		t = t[:at[0]]
	}
	return strings.TrimSpace(t)
}
