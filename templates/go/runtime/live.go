//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"sync"
)

// liveBody is the body of an answer while it arrives. What goes wrong with it is a
// [TransportError].
type liveBody struct {
	call    context.Context
	attempt context.Context
	from    io.ReadCloser
	plain   io.Reader // without the content coding
	packed  bool
	watch   *watch
	request RequestInfo

	lock   sync.Mutex
	ends   []func()
	closed bool
}

func newLiveBody(call, attempt context.Context, answer *http.Response, watch *watch, request RequestInfo, end func()) *liveBody {
	from := &watchedReader{answer.Body, watch.progress}
	return &liveBody{
		call:    call,
		attempt: attempt,
		from:    from,
		plain:   from,
		packed:  isPacked(answer),
		watch:   watch,
		request: request,
		ends:    []func(){end},
	}
}

// Read implements [io.Reader].
func (b *liveBody) Read(into []byte) (int, error) {
	if b.packed {
		unpacked, err := gzip.NewReader(b.from)
		if err != nil {
			return 0, b.failure(err)
		}
		b.plain, b.packed = unpacked, false
	}
	count, err := b.plain.Read(into)
	return count, b.failure(err)
}

func (b *liveBody) failure(err error) error {
	if err == nil {
		return nil
	}
	defer func() { _ = b.Close() }()
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	return b.watch.failure(b.call, b.request, withoutURL(b.attempt, err))
}

// whenClosed adds what is to be done at the end.
func (b *liveBody) whenClosed(end func()) {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.closed {
		end()
		return
	}
	b.ends = append(b.ends, end)
}

// Close ends the answer, also while another goroutine reads it.
func (b *liveBody) Close() error {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.closed {
		return nil
	}
	b.closed = true
	for _, end := range b.ends {
		end()
	}
	return b.from.Close()
}

// Download is a body that is read as it arrives. Whoever gets one closes it, or reads
// it to its end.
type Download struct {
	reply *Response
	from  io.Reader
}

func newDownload(reply *Response) *Download {
	if reply.live != nil {
		return &Download{reply, reply.live}
	}
	return &Download{reply, bytes.NewReader(reply.Body)}
}

// Read implements [io.Reader]. Its errors are those of a call.
func (d *Download) Read(into []byte) (int, error) {
	return d.from.Read(into)
}

// Close implements [io.Closer].
func (d *Download) Close() error {
	if d.reply.live != nil {
		return d.reply.live.Close()
	}
	return nil
}

// ReadAll reads all that is left, and closes the download.
func (d *Download) ReadAll() ([]byte, error) {
	defer func() { _ = d.Close() }()
	return io.ReadAll(d)
}

// Response returns the answer, whose Body is nil.
func (d *Download) Response() *Response {
	return d.reply
}

// ContentType returns the media type, with its parameters.
func (d *Download) ContentType() string {
	return d.reply.Header.Get("Content-Type")
}

// FileName returns the name that the server proposes for a file; "" where it proposes
// none. It may hold anything: it is no path to be trusted.
func (d *Download) FileName() string {
	_, parameters, err := mime.ParseMediaType(d.reply.Header.Get("Content-Disposition"))
	if err != nil {
		return ""
	}
	return parameters["filename"]
}
