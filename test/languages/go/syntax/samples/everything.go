//go:build linux || darwin

// Package orders holds every construct of the language once, for tests of the parser.
package orders

import (
	"context"
	. "fmt"
	_ "embed"
	sql "database/sql"
)

/* A block comment
   over two lines. */

// State is where an order stands.
type State uint8

const (
	Placed, first State = iota, 0b0_1 + 0o17 + 0xFF
	Paid, _
	Shipped = "raw: `" + `interpreted: "` + "\t\x41\u12e4\U00101234"
)

type (
	ID         = int64
	Pair[K comparable, V any] struct {
		Key   K `json:"key"`
		Value V
	}
	Number interface {
		~int | ~int64 | float64
		comparable
	}
	Tree[T interface{ Less(T) bool }] struct {
		*Pair[string, T]
		left, right *Tree[T]
		visit       func(depth int, nodes ...*Tree[T]) (stop bool, err error)
		in          <-chan chan<- struct{}
		grid        [3][...]map[ID][]Pair[int, string]
	}
)

var größe, _ = 0x1p-2, 1_000.5e+3i

var table = map[string][]Pair[int, rune]{
	"a": {{1, 'a'}, {Key: 2, Value: '\''}},
	"b": {},
}

func external(x int) (y int)

// Place stores an order.
func (s *Tree[T]) Place(ctx context.Context, db *sql.DB, ids ...ID) (err error) {
	if err := ctx.Err(); err != nil && !(len(ids) > 0) {
		return err
	} else if x := (Pair[int, int]{1, 2}); x == (Pair[int, int]{}) {
		goto done
	} else {
		ids[0]++
	}
outer:
	for i := 0; i < 10; i++ {
		for k, v := range table {
			switch k {
			case "a", "b":
				fallthrough
			default:
				continue outer
			}
			_ = v[1:2:3]
		}
		for range 10 {
			break
		}
		for i = range ids[:] {
		}
	}
	switch v := any(ids).(type) {
	case nil, []ID:
		Println(v)
	}
	select {
	case x, ok := <-s.in:
		x <- struct{}{}
		_ = ok
	case <-ctx.Done():
	default:
	}
	go func(n int) { Println(n) }(1)
	defer s.visit(-1, []*Tree[T]{s}...)
	n, p := new(40+2), &ids
	(*p)[0] &^= ID(*n) << 2 % 3
	var apply = Map[int, string]
	type local struct{ State }
	{
		;
	}
done:
}

func Map[A, B any](xs []A, f func(A) B) []B {
	ys := make([]B, 0, len(xs))
	for _, x := range xs {
		ys = append(ys, f(x))
	}
	return ys
}
