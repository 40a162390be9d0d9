//lint:file-ignore U1000 An API may need less than all of it.

package client

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
)

// payload is a body to be sent, in pieces.
type payload struct {
	mediaType string
	pieces    []*piece
	gate      *gate
	isForm    bool // of parts, a head and a content each, without their boundaries
}

// gate is shared by the payloads that read the same readers. Its channel is closed once
// nobody reads them any more; nil before anybody did.
type gate struct {
	sent chan struct{}
}

// piece is a part of a payload: octets, or what a reader holds.
type piece struct {
	octets []byte
	reader io.Reader
	start  int64 // where a reader that can go back stood at first
	size   int64 // -1: unknown, because the reader can be read once only
	used   bool
}

func newPayload(mediaType string, pieces ...*piece) *payload {
	return &payload{mediaType: mediaType, pieces: pieces, gate: &gate{}}
}

func wholePayload(mediaType string, content []byte) *payload {
	return newPayload(mediaType, octetsPiece(content))
}

func octetsPiece(octets []byte) *piece {
	return &piece{octets: octets, size: int64(len(octets))}
}

// readerPiece is what a reader holds from where it stands. One that can seek has a size
// and can be sent again.
func readerPiece(reader io.Reader) *piece {
	one := &piece{reader: reader, size: -1}
	seeker, ok := reader.(io.Seeker)
	if !ok {
		return one
	}
	start, err := seeker.Seek(0, io.SeekCurrent)
	if err != nil {
		return one
	}
	end, err := seeker.Seek(0, io.SeekEnd)
	if err != nil || end < start {
		return one
	}
	one.start, one.size = start, end-start
	return one
}

// size is how many octets there are, -1 where nobody knows.
func (p *payload) size() int64 {
	if p == nil {
		return 0
	}
	total := int64(0)
	for _, one := range p.pieces {
		if one.size < 0 {
			return -1
		}
		total += one.size
	}
	return total
}

// isOneShot reports whether the payload cannot be sent a second time.
func (p *payload) isOneShot() bool {
	return p.size() < 0
}

// open begins to read from the start. It waits until an earlier attempt has let go of
// the readers.
func (p *payload) open(ctx context.Context) (io.ReadCloser, error) {
	if p.gate.sent != nil {
		select {
		case <-p.gate.sent:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	readers := make([]io.Reader, len(p.pieces))
	for position, one := range p.pieces {
		reader, err := one.open()
		if err != nil {
			return nil, err
		}
		readers[position] = reader
	}
	sent := make(chan struct{})
	p.gate.sent = sent
	return &payloadReader{io.MultiReader(readers...), sync.OnceFunc(func() { close(sent) })}, nil
}

func (p *piece) open() (io.Reader, error) {
	switch {
	case p.reader == nil:
		return bytes.NewReader(p.octets), nil
	case p.size < 0 && p.used:
		return nil, errors.New("the body can be read once only")
	case p.size < 0:
		p.used = true
		return p.reader, nil
	}
	if _, err := p.reader.(io.Seeker).Seek(p.start, io.SeekStart); err != nil {
		return nil, err
	}
	return io.LimitReader(p.reader, p.size), nil
}

// payloadReader tells when it is closed or read to its end. The readers of the caller
// stay open.
type payloadReader struct {
	from io.Reader
	done func()
}

func (r *payloadReader) Read(into []byte) (int, error) {
	count, err := r.from.Read(into)
	if err != nil {
		r.done()
	}
	return count, err
}

func (r *payloadReader) Close() error {
	r.done()
	return nil
}
