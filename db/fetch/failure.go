package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Failure is why there is no record, as a sentence that says what to do.
type Failure struct {
	Text string
	Err  error // what the network said, if it did; for the log
}

func (f *Failure) Error() string { return f.Text }
func (f *Failure) Unwrap() error { return f.Err }

func fail(format string, args ...any) *Failure { return &Failure{Text: fmt.Sprintf(format, args...)} }

// What ask finds besides the errors of the network.
type (
	status struct {
		code  int
		after string
	} // an answer that is not OK
	elsewhere struct{ host string } // it was sent on to
	tooLarge  int64
)

func (s status) Error() string    { return http.StatusText(s.code) }
func (e elsewhere) Error() string { return "sent on to " + e.host }
func (t tooLarge) Error() string  { return "too large" }

// explain turns what went wrong into a sentence.
func explain(r Request, waited time.Duration, err error) error {
	f := sentence(r, waited, err)
	f.Err = err
	return f
}

func sentence(r Request, waited time.Duration, err error) *Failure {
	name := r.Service()
	var s status
	var e elsewhere
	var large tooLarge
	var certificate *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	var n net.Error
	switch {
	case errors.As(err, &s):
		return refusal(r, s)
	case errors.As(err, &e):
		return fail("%s sent the request on to %s, which was not followed. Nothing was fetched.", name, e.host)
	case errors.As(err, &large):
		return fail("The answer of %s is larger than %d MB and was not read.", name, max(1, int64(large)>>20))
	case errors.As(err, &certificate), errors.As(err, &unknown), errors.As(err, &host):
		return fail("It could not be confirmed that the answer comes from %s, so nothing was fetched. Ask whoever runs this network.", name)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fail("The connection to %s broke off before the answer was whole. Try again.", name)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &n) && n.Timeout():
		return fail("%s did not answer within %s seconds. Try again later.", name, strconv.FormatFloat(waited.Seconds(), 'f', -1, 64))
	}
	return fail("%s could not be reached. Check the connection to the network and try again; files that were exported can be imported without it.", name)
}

// refusal is the sentence for an answer that is not OK.
func refusal(r Request, s status) *Failure {
	name := r.Service()
	switch {
	case s.code == http.StatusNotFound, s.code == http.StatusGone, r.Kind == PubMed && s.code == http.StatusBadRequest:
		return none(r)
	case s.code == http.StatusTooManyRequests:
		if seconds, err := strconv.Atoi(s.after); err == nil && seconds > 0 {
			return fail("%s was asked too often from this network. Wait %d seconds and try again.", name, seconds)
		}
		return fail("%s was asked too often from this network. Wait some minutes and try again.", name)
	case s.code == http.StatusUnauthorized, s.code == http.StatusForbidden, s.code == http.StatusProxyAuthRequired:
		return fail("%s, or this network, refused the request (status %d). Ask whoever runs the network, or import an exported file.", name, s.code)
	case s.code >= 500:
		return fail("%s does not work at the moment (status %d). Try again later.", name, s.code)
	}
	return fail("%s did not accept the request (status %d). Nothing was fetched.", name, s.code)
}

// none is the sentence for an identifier that the service does not know.
func none(r Request) *Failure {
	if r.Kind == DOI {
		return fail("%s has no record of the DOI %s. Check it; some DOIs are registered elsewhere, and their records can be imported as a file.", r.Service(), r.ID)
	}
	return fail("%s has no record of %s. Check the number.", r.Service(), r.ID)
}
